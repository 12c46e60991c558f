// @ts-check
/** Renames to the terms of the field: tenant isolation, roster syncs, the capacity of a room. */

/** @param {string} isolation the procedure that `protect_table` calls. */
const protectTable = (isolation) => `
  create or replace procedure aimline.protect_table(p_table text, p_id_column text) language plpgsql as $$
  declare
    hidden text;
  begin
    call aimline.${isolation}(p_table);
    select coalesce(string_agg(format(', %L', attname), '' order by attnum), '') into hidden
      from pg_attribute
      where attrelid = format('aimline.%I', p_table)::regclass and attnum > 0 and attname like '%\\_hash';
    execute format(
      'create trigger audited after insert or update or delete on aimline.%I for each row execute function aimline.write_audit_record(%L%s)',
      p_table, p_id_column, hidden);
    execute format('grant select, insert, update, delete on aimline.%I to aimline_app', p_table);
  end $$;`;

/** @param {string} policy the policy that the procedure creates. */
const isolateTenants = (policy) => `
  create or replace procedure aimline.enable_tenant_isolation(p_table text) language plpgsql as $$
  begin
    execute format('alter table aimline.%I enable row level security', p_table);
    execute format('alter table aimline.%I force row level security', p_table);
    -- Without a tenant the setting is missing (42704) or, on a pooled connection, '' (22P02): the statement fails.
    execute format($p$create policy ${policy} on aimline.%I
      using (tenant_id = current_setting('app.tenant_id')::uuid)
      with check (tenant_id = current_setting('app.tenant_id')::uuid)$p$, p_table);
    -- With statistics, the planner assumes that a tenant unknown to ANALYZE is empty, and reads all of it through any
    -- index that begins with tenant_id (measured: a quarter of the throughput, ten times the p95).
    execute format('alter table aimline.%I alter column tenant_id set statistics 0', p_table);
    execute format('alter table aimline.%I set (autovacuum_analyze_scale_factor = 0.02)', p_table);
  end $$;`;

/** Renames the policy of every table that has it. */
const renamePolicy = (/** @type {string} */ from, /** @type {string} */ to) => `
  do $$
  declare
    isolated record;
  begin
    for isolated in select tablename from pg_policies where schemaname = 'aimline' and policyname = '${from}' loop
      execute format('alter policy ${from} on aimline.%I rename to ${to}', isolated.tablename);
    end loop;
  end $$;`;

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table aimline.room rename column holds to group_capacity;
    alter table aimline.room rename constraint room_holds_some to room_group_capacity_in_range;
    alter trigger bookings_after_holds on aimline.room rename to bookings_after_capacity;

    alter table aimline.course_roster rename column reading_id to sync_id;
    alter table aimline.course_roster rename column members_met to members_read;
    alter table aimline.course_roster rename constraint course_roster_reading_has_lease to course_roster_sync_has_lease;

    alter procedure aimline.wall_off rename to enable_tenant_isolation;
    ${isolateTenants('tenant_isolation')}
    comment on procedure aimline.enable_tenant_isolation is 'Isolates the rows of each tenant in a table by row-level security.';
    ${protectTable('enable_tenant_isolation')}
    ${renamePolicy('tenant_wall', 'tenant_isolation')}
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    ${renamePolicy('tenant_isolation', 'tenant_wall')}
    ${isolateTenants('tenant_wall')}
    alter procedure aimline.enable_tenant_isolation rename to wall_off;
    ${protectTable('wall_off')}

    alter table aimline.course_roster rename constraint course_roster_sync_has_lease to course_roster_reading_has_lease;
    alter table aimline.course_roster rename column members_read to members_met;
    alter table aimline.course_roster rename column sync_id to reading_id;

    alter trigger bookings_after_capacity on aimline.room rename to bookings_after_holds;
    alter table aimline.room rename constraint room_group_capacity_in_range to room_holds_some;
    alter table aimline.room rename column group_capacity to holds;
  `);
};
