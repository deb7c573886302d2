"""Published practices whose review date has passed: asked about, renewed, or taken back."""
