"""Lists as files: columns and rows become CSV that Excel opens, or a workbook, and no cell becomes a formula."""
