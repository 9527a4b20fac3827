"""The language server: rule files in any editor that speaks LSP. Knows no more than compiler and vocabulary say."""
