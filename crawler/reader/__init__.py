"""The general reader: any news page that no layout knows. PURE: no clock, network or disk."""
