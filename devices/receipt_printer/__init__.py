"""凭条打印机: blocks of a slip become ESC/POS bytes, and the printer is asked whether they became paper."""
