/** In the data folder. */
export const SQLITE_FILE = 'chuchu.db'

/** One step of the schema, in both dialects. */
interface Migration {
  readonly sqlite: string
  readonly postgres: string
}

/** Each step upgrades a database by one version. Never edit one, add one. */
export const MIGRATIONS: readonly Migration[] = [
  {
    sqlite: `CREATE TABLE settings (place TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE questions (
        text TEXT PRIMARY KEY,
        none INTEGER NOT NULL DEFAULT 0,
        near INTEGER NOT NULL DEFAULT 0,
        helpful INTEGER NOT NULL DEFAULT 0,
        unhelpful INTEGER NOT NULL DEFAULT 0,
        nearest TEXT,
        last INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX questions_by_last ON questions (last);`,
    postgres: `CREATE TABLE settings (scope TEXT PRIMARY KEY, value TEXT NOT NULL);
      CREATE TABLE questions (
        text TEXT PRIMARY KEY,
        none INTEGER NOT NULL DEFAULT 0,
        near INTEGER NOT NULL DEFAULT 0,
        helpful INTEGER NOT NULL DEFAULT 0,
        unhelpful INTEGER NOT NULL DEFAULT 0,
        nearest TEXT,
        last BIGINT NOT NULL
      );
      CREATE INDEX questions_by_last ON questions (last);
      CREATE TABLE claims (key TEXT PRIMARY KEY, until BIGINT NOT NULL);
      CREATE INDEX claims_by_until ON claims (until);
      CREATE TABLE limits (key VARCHAR(255) PRIMARY KEY, points INTEGER NOT NULL DEFAULT 0, expire BIGINT);`,
  },
  {
    sqlite: `ALTER TABLE settings RENAME COLUMN place TO scope;
      UPDATE settings SET value = replace(value, '"rooms":', '"channels":');`,
    postgres: '',
  },
  {
    sqlite: `CREATE TABLE daily_counts (
        day INTEGER NOT NULL, platform TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (day, platform, kind, name)
      ) STRICT, WITHOUT ROWID;`,
    postgres: `CREATE TABLE daily_counts (
        day BIGINT NOT NULL, platform TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (day, platform, kind, name)
      );`,
  },
  {
    // Beside SQLite these are plain files in DATA_DIR/material.
    sqlite: '',
    postgres: `CREATE TABLE place_files (
        scope TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, content BYTEA NOT NULL,
        PRIMARY KEY (scope, name)
      );`,
  },
  {
    // PostgreSQL: who works on it; nobody any more when it is done.
    sqlite: `CREATE TABLE claims (key TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX claims_by_until ON claims (until);`,
    postgres: 'ALTER TABLE claims ADD COLUMN holder TEXT;',
  },
]

/** What `npm run migrate` copies from SQLite to PostgreSQL, column by column. */
export const TABLES: Readonly<Record<string, readonly string[]>> = {
  settings: ['scope', 'value'],
  daily_counts: ['day', 'platform', 'kind', 'name', 'count'],
  questions: ['text', 'none', 'near', 'helpful', 'unhelpful', 'nearest', 'last'],
}
