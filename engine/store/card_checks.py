"""What is wrong with a ledger of gift cards, sentence by sentence (I20-I26)."""

WHAT_IS_WRONG_WITH_CARDS = {
    "I20": "the postings of transfer {} do not add up to zero",
    "I21 card": "gift card {} holds another balance than its postings say",
    "I21 held": "gift card {} has another sum set aside than its live holds say",
    "I22": "gift card {} holds another balance than its lots",
    "I22 lot": "lot {} has another remainder than its postings say",
    "I24 card": "more was given back to gift card {} than it paid",
    "I25": "the stored balance report of {} differs from the ledger",
    "I1 card": "gift card {} will end, but no timer will end it",
}
