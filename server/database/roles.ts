/** Owns Muster's two database roles and how a database is made for them; tables belong to the migrations. */
import pg from 'pg';

/** Of the roles `muster_owner` and `muster_app`. */
export type RolePasswords = { owner: string; app: string };

/**
 * Creates the roles, or gives existing ones these passwords. Not safe beside another caller on the
 * same server: PostgreSQL refuses one of two who alter a role in the same instant.
 */
export async function ensureRoles(admin: pg.Client, passwords: RolePasswords): Promise<void> {
  const rights = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls';
  for (const [name, password] of Object.entries(passwords)) {
    const role = `muster_${name}`;
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
    const verb = rowCount ? 'alter' : 'create';
    await admin.query(`${verb} role ${role} ${rights} password ${pg.escapeLiteral(password)}`);
  }
}

/**
 * Makes the database unless there is one: owned by `muster_owner`, open to `muster_app` and to
 * nobody else. Text is ordered by PostgreSQL itself, so alike on every machine. That not everyone
 * may create tables in it is PostgreSQL's own default.
 */
export async function ensureDatabase(
  admin: pg.Client,
  name: string,
  template?: string,
): Promise<void> {
  const database = pg.escapeIdentifier(name);
  const content = template
    ? `template ${pg.escapeIdentifier(template)}`
    : `template template0 encoding 'UTF8' locale 'C' locale_provider builtin builtin_locale 'C.UTF-8'`;
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  if (!rowCount) await admin.query(`create database ${database} owner muster_owner ${content}`);
  await admin.query(`revoke all on database ${database} from public`);
  await admin.query(`grant connect on database ${database} to muster_app`);
}
