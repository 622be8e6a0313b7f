// duckdb.mjs JOURNAL DAY - the overdue list by DuckDB, two threads, one process, CSV on stdout.
import {DuckDBInstance} from '@duckdb/node-api';

const [journal, day] = process.argv.slice(2);
const db = await (await DuckDBInstance.create(':memory:', {threads: '2'})).connect();
await db.run(`COPY (
  WITH row AS (
    SELECT client, ref, event, amount, due FROM read_csv('${journal}', header = true, delim = ',',
      quote = '"', escape = '"', columns = {id: 'VARCHAR', "at": 'VARCHAR', client: 'VARCHAR',
      event: 'VARCHAR', kind: 'VARCHAR', "by": 'VARCHAR', ref: 'VARCHAR', amount: 'DECIMAL(14,2)',
      currency: 'VARCHAR', due: 'VARCHAR', channel: 'VARCHAR', level: 'VARCHAR', tags: 'VARCHAR',
      note: 'VARCHAR'})
    WHERE event IN ('invoice', 'payment', 'credit', 'refund')),
  bill AS (
    SELECT client, ref, min(due) FILTER (event = 'invoice') AS due,
      sum(CASE WHEN event IN ('payment', 'credit') THEN -amount ELSE amount END) AS amount
    FROM row GROUP BY client, ref)
  SELECT client, ref, due, DATE '${day}' - CAST(due AS DATE) AS days, amount FROM bill
  WHERE amount > 0 AND due < '${day}' ORDER BY days DESC, client, ref
) TO '/dev/stdout' (FORMAT csv, HEADER false)`);
