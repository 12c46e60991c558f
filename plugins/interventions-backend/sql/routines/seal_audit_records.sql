create or replace function aimline.seal_audit_records(p_tenant uuid, p_most int) returns int
language plpgsql security definer set search_path = aimline, pg_temp as $$
declare
  -- every transaction below this id has ended; read before the records are
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
