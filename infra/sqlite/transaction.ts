import type { Connection } from './connection.ts'

/** Runs `action` between BEGIN and COMMIT, so that it sees one state and its writes are one; rolls back when it throws. */
export function transaction<T>(connection: Connection, kind: 'DEFERRED' | 'IMMEDIATE', action: () => T): T {
  connection.run(`BEGIN ${kind}`)
  try {
    const result = action()
    connection.run('COMMIT')
    return result
  } catch (error) {
    // SQLite has rolled back by itself after some errors, a full disk among them.
    if (connection.inTransaction()) connection.run('ROLLBACK')
    throw error
  }
}

/** A part of a transaction that can fail without failing the whole. */
export function savepoint<T>(connection: Connection, action: () => T): T {
  connection.run('SAVEPOINT part')
  try {
    return action()
  } catch (error) {
    if (connection.inTransaction()) connection.run('ROLLBACK TO part')
    throw error
  } finally {
    if (connection.inTransaction()) connection.run('RELEASE part')
  }
}
