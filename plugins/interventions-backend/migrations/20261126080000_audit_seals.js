// @ts-check
/**
 * Seals over the audit records, chained by hashes, which make the trail tamper-evident; and the columns to search it by.
 *
 *     records by transaction   │ 17 18 18 │ 21 24 │ 25  …  not yet finished
 *     seals                    └── 1 ─────┴── 2 ──┴
 *
 * Sealing is asynchronous to writing transactions (measured: a chain inside the transaction costs three quarters of the
 * throughput). A seal covers all records whose transaction ids lie in `[from_xid, to_xid)`; every transaction below
 * `to_xid` has ended when the seal is made, so that nothing can appear there later.
 *
 * The text of a leaf names the columns that a record has today. A migration that adds one must not change the leaves of
 * records that are sealed already.
 */

/** @param {import('knex').Knex} knex */
exports.up = async (knex) => {
  await knex.raw(`
    alter table aimline.audit_record
      add column generation int not null default 1,
      add column student_id uuid generated always as ((coalesce(after, before) ->> 'student_id')::uuid) stored;
    comment on column aimline.audit_record.generation is
      'Distinguishes transaction ids before and after a restore from a dump, which begins a new generation with a higher default.';
    comment on column aimline.audit_record.student_id is 'The student of the row; null without one.';
    -- like all other indexes, begins with its own column: the generation is constant, and only sealing uses it
    create index audit_by_xid on aimline.audit_record (generation, tenant_id, xid);
    create index audit_by_student on aimline.audit_record (student_id, tenant_id, audit_id) where student_id is not null;
    create index audit_by_actor on aimline.audit_record (actor_id, tenant_id, audit_id) where actor_id is not null;
    create index audit_by_action on aimline.audit_record (action, tenant_id, audit_id);
    -- for the one rare kind of record that people search for
    create index audit_of_refusals on aimline.audit_record (entity, tenant_id, audit_id) where entity = 'access_refusal';
  `);

  await knex.raw(`
    create table aimline.audit_seal (
      tenant_id uuid not null,
      seq int not null,
      generation int not null,
      from_xid xid8 not null,
      to_xid xid8 not null,
      record_count int not null,
      total_count bigint not null,
      leaves bytea not null,
      root bytea not null,
      hash bytea not null,
      sealed_at timestamptz not null,
      constraint audit_seal_pkey primary key (tenant_id, seq),
      constraint audit_seal_numbered_from_one check (seq >= 1),
      constraint audit_seal_covers_records check (from_xid < to_xid and record_count >= 1 and total_count >= record_count),
      constraint audit_seal_has_a_leaf_each check (length(leaves) = 32 * record_count)
    );
    -- hashes do not compress, and uncompressed a part can be read on its own
    alter table aimline.audit_seal alter column leaves set storage external;
    comment on table aimline.audit_seal is 'Seals over the audit trail, each chained to the previous one; append only. Written only by seal_audit_records.';
    comment on column aimline.audit_seal.tenant_id is 'The tenant.';
    comment on column aimline.audit_seal.seq is 'The first seal of a tenant is 1; there are no gaps.';
    comment on column aimline.audit_seal.generation is 'The generation of the records sealed.';
    comment on column aimline.audit_seal.from_xid is 'The first sealed transaction: the end of the previous seal, or 0 in a new generation.';
    comment on column aimline.audit_seal.to_xid is 'The first transaction that is not sealed.';
    comment on column aimline.audit_seal.record_count is 'The number of records under this seal.';
    comment on column aimline.audit_seal.total_count is 'The number of records under this seal and all previous ones.';
    comment on column aimline.audit_seal.leaves is 'The SHA-256 hashes of its records in the order of audit_id; they identify a record that was changed.';
    comment on column aimline.audit_seal.root is 'The hash of the leaves.';
    comment on column aimline.audit_seal.hash is 'The hash of all the above and of the previous hash, which is empty for the first seal.';
    comment on column aimline.audit_seal.sealed_at is 'When the seal was made.';

    create trigger append_only before update or delete on aimline.audit_seal
      for each row execute function aimline.refuse_change();
    create trigger append_only_truncate before truncate on aimline.audit_seal
      for each statement execute function aimline.refuse_change();
    alter table aimline.audit_seal enable always trigger append_only;
    alter table aimline.audit_seal enable always trigger append_only_truncate;
    call aimline.wall_off('audit_seal');
    grant select on aimline.audit_seal to aimline_app;
  `);

  await knex.raw(`
    create function aimline.seal_audit_records(p_tenant uuid, p_most int) returns int
    language plpgsql security definer set search_path = aimline, pg_temp as $$
    declare
      -- no transaction below it can appear any more; read before the records are
      finished_below xid8 := pg_snapshot_xmin(pg_current_snapshot());
      this_generation int;
      previous record;
      next_seq int := 1;
      previous_total bigint := 0;
      previous_hash text := '';
      sealed_generation int := 1;
      sealed_from xid8 := '0';
      sealed_to xid8;
      found_count int;
      lowest xid8;
      highest xid8;
      sealed_count int;
      sealed_leaves bytea;
      sealed_root bytea;
      this_instant timestamptz := clock_timestamp();
    begin
      if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'Sealing needs READ COMMITTED: it looks at the records after it has looked at what has finished.';
      end if;
      -- one process at a time; the second finds the work done
      if not pg_try_advisory_xact_lock(hashtextextended('audit_seal ' || p_tenant, 0)) then
        return 0;
      end if;
      select pg_get_expr(d.adbin, d.adrelid)::int into this_generation
        from pg_attrdef d
        join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
        where d.adrelid = 'audit_record'::regclass and a.attname = 'generation';
      select s.seq, s.generation, s.to_xid, s.total_count, encode(s.hash, 'hex') as hash into previous
        from audit_seal s
        where s.tenant_id = p_tenant
        order by s.seq desc
        limit 1;
      if found then
        if previous.generation = this_generation and previous.to_xid > pg_snapshot_xmax(pg_current_snapshot()) then
          raise exception 'The seals end at transaction %, this server has come to % only, as after a restore from a dump: begin a new generation.',
            previous.to_xid, finished_below using errcode = 'object_not_in_prerequisite_state';
        end if;
        next_seq := previous.seq + 1;
        previous_total := previous.total_count;
        previous_hash := previous.hash;
        sealed_generation := previous.generation;
        sealed_from := previous.to_xid;
      end if;

      loop
        -- in an earlier generation, all transactions have ended
        sealed_to := case when sealed_generation < this_generation then '18446744073709551615' else finished_below end;
        select count(*), min(x.xid), max(x.xid) into found_count, lowest, highest
          from (
            select a.xid
            from audit_record a
            where a.tenant_id = p_tenant and a.generation = sealed_generation
              and a.xid >= sealed_from and a.xid < sealed_to
            order by a.xid
            limit p_most + 1) x;
        exit when found_count > 0 or sealed_generation >= this_generation;
        sealed_generation := sealed_generation + 1;
        sealed_from := '0';
      end loop;
      if found_count = 0 then
        return 0;
      end if;
      -- A transaction is sealed whole: the one that exceeds the limit is left for the next seal, unless it is the first.
      if found_count > p_most and lowest < highest then
        sealed_to := highest;
      elsif found_count > p_most or sealed_generation < this_generation then
        sealed_to := (highest::text::numeric + 1)::text::xid8;
      end if;

      select count(*), string_agg(sha256(convert_to(jsonb_build_array(
          a.tenant_id, a.audit_id, a.generation, a.xid, a.recorded_at at time zone 'UTC', a.actor_id, a.action,
          a.reason, a.entity, a.entity_id, a.intervention_id, a.before, a.after)::text, 'UTF8')), '' order by a.audit_id)
        into sealed_count, sealed_leaves
        from audit_record a
        where a.tenant_id = p_tenant and a.generation = sealed_generation
          and a.xid >= sealed_from and a.xid < sealed_to;
      sealed_root := sha256(sealed_leaves);
      insert into audit_seal
        (tenant_id, seq, generation, from_xid, to_xid, record_count, total_count, leaves, root, hash, sealed_at)
      values (
        p_tenant, next_seq, sealed_generation, sealed_from, sealed_to, sealed_count, previous_total + sealed_count,
        sealed_leaves, sealed_root,
        sha256(convert_to(jsonb_build_array(
          previous_hash, encode(sealed_root, 'hex'), p_tenant, next_seq, sealed_generation, sealed_from, sealed_to,
          sealed_count, previous_total + sealed_count, this_instant at time zone 'UTC')::text, 'UTF8')),
        this_instant);
      return sealed_count;
    end $$;
    revoke execute on function aimline.seal_audit_records from public;
    grant execute on function aimline.seal_audit_records to aimline_app;
    comment on function aimline.seal_audit_records is
      'Seals the records of a tenant whose transactions have ended, about as many as the limit, and returns how many. Runs with the rights of the owner, because the serving login may not write seals itself.';
  `);

  await knex.raw(`
    create table aimline.audit_export (
      tenant_id uuid not null,
      export_id uuid not null,
      exported_by uuid not null,
      exported_at timestamptz not null,
      format text not null,
      filter jsonb not null,
      newest_audit_id uuid not null,
      constraint audit_export_pkey primary key (tenant_id, export_id),
      constraint audit_export_format_known check (format in ('csv', 'json_lines'))
    );
    comment on table aimline.audit_export is 'Exports of the audit trail.';
    comment on column aimline.audit_export.tenant_id is 'The tenant.';
    comment on column aimline.audit_export.export_id is 'UUID version 7.';
    comment on column aimline.audit_export.exported_by is 'The coordinator, who alone may read its pages.';
    comment on column aimline.audit_export.exported_at is 'When it began.';
    comment on column aimline.audit_export.format is 'The file format.';
    comment on column aimline.audit_export.filter is 'The filter: which part of the trail.';
    comment on column aimline.audit_export.newest_audit_id is 'The newest record at that time; later ones are not included.';
    call aimline.protect_table('audit_export', 'export_id');
    revoke update, delete on aimline.audit_export from aimline_app;
  `);
};

/** @param {import('knex').Knex} knex */
exports.down = async (knex) => {
  await knex.raw(`
    drop table aimline.audit_export, aimline.audit_seal;
    drop function aimline.seal_audit_records;
    alter table aimline.audit_record drop column student_id, drop column generation;
    drop index aimline.audit_by_actor, aimline.audit_by_action, aimline.audit_of_refusals;
  `);
};
