"""The SMTP conversation, stage by stage: what is tried again, what is not, and where doubt begins (F27, A6-A8)."""

from pathlib import Path

import pytest

from engine.delivery.channel import Outcome, SendResult
from engine.delivery.mail import Mail, SmtpServer, Tls
from tests.delivery.outgoing import allowed, one_newline, outgoing
from tests.delivery.scripted import DROP, HANG, ScriptedServer, certificate, scripted_server
from tests.support.mail import MailServer

STAGES = ("connect", "ehlo", "mail", "rcpt", "data", "dot")


async def attempt(script: ScriptedServer, *, tls: Tls = Tls.NONE, **server: str) -> tuple[SendResult, bool]:
    """Send one mail to a scripted server; the result, and whether the handover was asked for."""
    asked: list[bool] = []

    async def hand_over() -> bool:
        asked.append(True)
        return True

    async with scripted_server(script):
        channel = Mail(
            server=SmtpServer(host="127.0.0.1", port=script.port, tls=tls, **server), seconds_per_reply=0.3
        )
        result = await channel.send(outgoing(), hand_over)
    return result, bool(asked)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    "reply", ["421 4.3.2 closing", "450 4.2.0 greylisted", "451 4.3.0 later", "452 4.2.2 full"]
)
async def test_a_refusal_for_now_is_tried_again(stage: str, reply: str) -> None:
    result, handed_over = await attempt(ScriptedServer(stage=stage, reply=reply))

    assert (result.outcome, result.stage) == (Outcome.RETRY, stage)
    assert result.enhanced == reply.split()[1]
    assert handed_over == (stage == "dot")


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "dot"])
@pytest.mark.parametrize("reply", ["550 5.1.1 no such mailbox", "552 5.2.2 full", "554 5.7.1 refused"])
async def test_a_refusal_for_good_of_the_mail_is_final(stage: str, reply: str) -> None:
    result, _ = await attempt(ScriptedServer(stage=stage, reply=reply))

    assert (result.outcome, result.stage, result.enhanced) == (Outcome.FAILED, stage, reply.split()[1])


async def test_a_number_within_the_words_of_a_refusal_is_no_status() -> None:
    result, _ = await attempt(
        ScriptedServer(stage="rcpt", reply="550 5.1.20.3 is on a list, see 5.1.1 there")
    )

    assert (result.outcome, result.enhanced) == (Outcome.FAILED, "")


@pytest.mark.parametrize("stage", ["connect", "ehlo"])
async def test_a_refusal_of_ourselves_is_no_fault_of_the_mail(stage: str) -> None:
    result, _ = await attempt(ScriptedServer(stage=stage, reply="554 5.7.1 you are blocked"))

    assert result.outcome is Outcome.RETRY


async def test_a_wrong_password_is_tried_again_until_somebody_mends_it() -> None:
    script = ScriptedServer(stage="auth", reply="535 5.7.8 wrong", extensions=("AUTH PLAIN",))

    result, handed_over = await attempt(script, username="shop", password="secret")

    assert (result.outcome, result.stage, handed_over) == (Outcome.RETRY, "auth", False)


@pytest.mark.parametrize("how", [HANG, DROP])
@pytest.mark.parametrize("stage", STAGES)
async def test_only_the_end_of_the_message_leaves_doubt(stage: str, how: str) -> None:
    result, handed_over = await attempt(ScriptedServer(stage=stage, reply=how))

    doubt = stage == "dot"
    assert result.outcome is (Outcome.UNKNOWN if doubt else Outcome.RETRY)
    assert handed_over == doubt


@pytest.mark.parametrize("reply", [HANG, DROP, "421 4.0.0 gone", "554 5.0.0 no"])
async def test_what_quit_answers_changes_nothing(reply: str) -> None:
    script = ScriptedServer(stage="quit", reply=reply)

    result, _ = await attempt(script)

    assert result.outcome is Outcome.SENT
    assert len(script.bodies) == 1


async def test_a_mail_that_was_taken_stays_taken_when_the_time_for_all_of_it_runs_out() -> None:
    """Else the goodbye of a slow server would make a second mail of every one (A6)."""
    async with scripted_server(ScriptedServer(stage="quit", reply=HANG)) as script:
        server = SmtpServer(host="127.0.0.1", port=script.port, tls=Tls.NONE)
        channel = Mail(server=server, seconds_per_reply=60, seconds_in_all=2)
        result = await channel.send(outgoing(), allowed)

    assert (result.outcome, len(script.bodies)) == (Outcome.SENT, 1)


async def test_a_mail_is_all_ascii_for_a_server_that_takes_nothing_else() -> None:
    async with scripted_server(ScriptedServer(extensions=())) as script:
        result = await Mail(server=SmtpServer(host="127.0.0.1", port=script.port, tls=Tls.NONE)).send(
            outgoing(), allowed
        )

    assert result.outcome is Outcome.SENT
    assert script.bodies[0].isascii()


async def test_a_server_that_is_not_there_is_tried_again() -> None:
    result = await Mail(server=SmtpServer(host="127.0.0.1", port=1)).send(outgoing(), allowed)

    assert (result.outcome, result.stage) == (Outcome.RETRY, "connect")


async def test_a_host_that_does_not_exist_is_tried_again() -> None:
    result = await Mail(server=SmtpServer(host="no-such-host.invalid", port=25)).send(outgoing(), allowed)

    assert (result.outcome, result.stage) == (Outcome.RETRY, "connect")


async def test_a_server_that_speaks_nonsense_is_tried_again() -> None:
    result, _ = await attempt(ScriptedServer(stage="rcpt", reply="what?"))

    assert result.outcome is Outcome.RETRY


async def test_starttls_is_used_when_it_is_offered(tmp_path: Path) -> None:
    context, _ = certificate(tmp_path)
    script = ScriptedServer(extensions=("STARTTLS",), tls=context)

    result, _ = await attempt(script, tls=Tls.OPPORTUNISTIC)

    assert result.outcome is Outcome.SENT
    assert "STARTTLS" in script.commands


async def test_a_stripped_starttls_sends_nothing_when_encryption_is_required() -> None:
    script = ScriptedServer(extensions=("8BITMIME",))

    result, handed_over = await attempt(script, tls=Tls.REQUIRED)

    assert (result.outcome, result.stage, handed_over) == (Outcome.RETRY, "starttls", False)
    assert not any(command.startswith("MAIL") for command in script.commands)


async def test_a_refused_starttls_is_no_reason_to_go_on_in_clear() -> None:
    script = ScriptedServer(stage="starttls", reply="454 4.7.0 not now", extensions=("STARTTLS",))

    result, handed_over = await attempt(script, tls=Tls.OPPORTUNISTIC)

    assert (result.outcome, handed_over) == (Outcome.RETRY, False)


async def test_a_certificate_nobody_signed_is_refused_when_encryption_is_required(tmp_path: Path) -> None:
    context, made = certificate(tmp_path)

    unknown, _ = await attempt(ScriptedServer(extensions=("STARTTLS",), tls=context), tls=Tls.REQUIRED)
    vouched, _ = await attempt(
        ScriptedServer(extensions=("STARTTLS",), tls=context), tls=Tls.REQUIRED, ca_file=str(made)
    )

    assert (unknown.outcome, unknown.stage) == (Outcome.RETRY, "starttls")
    assert vouched.outcome is Outcome.SENT


async def test_an_address_beyond_ascii_needs_a_server_that_knows_them() -> None:
    mail = outgoing(recipient="太郎@例え.jp")
    async with scripted_server(ScriptedServer()) as plain:
        refused = await Mail(server=SmtpServer(host="127.0.0.1", port=plain.port, tls=Tls.NONE)).send(
            mail, allowed
        )
    async with scripted_server(ScriptedServer(extensions=("SMTPUTF8",))) as modern:
        sent = await Mail(server=SmtpServer(host="127.0.0.1", port=modern.port, tls=Tls.NONE)).send(
            mail, allowed
        )

    assert (refused.outcome, refused.enhanced) == (Outcome.FAILED, "5.6.7")
    assert sent.outcome is Outcome.SENT
    assert "RCPT TO:<太郎@xn--r8jz45g.jp>" in modern.commands


async def test_lines_that_begin_with_a_dot_arrive_whole(smtp_server: MailServer) -> None:
    server = SmtpServer(host=smtp_server.host, port=smtp_server.port, tls=Tls.NONE)

    await Mail(server=server).send(outgoing(text=".\n..two\n.end", html=""), allowed)

    assert one_newline(smtp_server.mails[0].text).strip() == ".\n..two\n.end"


async def test_the_return_path_is_the_envelope_sender(smtp_server: MailServer) -> None:
    server = SmtpServer(host=smtp_server.host, port=smtp_server.port, tls=Tls.NONE)

    await Mail(server=server).send(outgoing(return_path="bounce+m_1@shop.example"), allowed)

    assert smtp_server.mails[0].sender == "bounce+m_1@shop.example"
    assert str(smtp_server.mails[0].message["From"]) == "おとく茶舗 <shop@shop.example>"


async def test_a_server_is_examined_without_sending_anything() -> None:
    async with scripted_server(ScriptedServer(extensions=("AUTH PLAIN",))) as script:
        server = SmtpServer(
            host="127.0.0.1", port=script.port, tls=Tls.NONE, username="shop", password="secret"
        )
        result = await Mail(server=server).examine()

    assert (result.outcome, result.stage) == (Outcome.SENT, "auth")
    assert not any(command.startswith("MAIL") for command in script.commands)


@pytest.mark.parametrize(
    ("stage", "reply"), [("connect", "554 go away"), ("ehlo", DROP), ("auth", "535 5.7.8 wrong")]
)
async def test_the_examination_of_a_server_names_the_step_that_fails(stage: str, reply: str) -> None:
    script = ScriptedServer(stage=stage, reply=reply, extensions=("AUTH PLAIN",))
    async with scripted_server(script):
        server = SmtpServer(
            host="127.0.0.1", port=script.port, tls=Tls.NONE, username="shop", password="secret"
        )
        result = await Mail(server=server).examine()

    assert (result.outcome, result.stage) == (Outcome.RETRY, stage)
