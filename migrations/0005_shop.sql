-- The invented shop of the demo page: what its own small API keeps (src/shop). Empty, and never asked, where DEMO_SHOP is off.
CREATE TABLE shop_order (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL,
  status TEXT NOT NULL,
  items TEXT NOT NULL,                 -- JSON array of words
  amount INTEGER NOT NULL,             -- cents
  invoice TEXT NOT NULL,
  placed_on TEXT NOT NULL,
  shipped_on TEXT,
  expected_on TEXT,
  delivered_on TEXT,
  carrier TEXT,
  tracking TEXT
) WITHOUT ROWID;

CREATE TABLE shop_invoice (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL,
  about TEXT NOT NULL,
  amount INTEGER NOT NULL,             -- cents
  paid_with TEXT NOT NULL,
  issued_on TEXT NOT NULL
) WITHOUT ROWID;

-- One refund an invoice, and one answer a key: the same key again is answered as the first time.
CREATE TABLE shop_refund (
  id INTEGER PRIMARY KEY,
  invoice TEXT NOT NULL UNIQUE,
  idempotency_key TEXT NOT NULL UNIQUE,
  refunded_on TEXT NOT NULL
);
