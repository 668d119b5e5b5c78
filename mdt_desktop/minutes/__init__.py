"""Documents: their content as data, and the PDF made of it. The heavy libraries load on first use."""
