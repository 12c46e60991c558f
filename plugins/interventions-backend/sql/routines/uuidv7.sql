-- PostgreSQL 18 has uuidv7() of its own, found before this one; ids in order of time keep indexes dense.
do $$ begin
  if to_regproc('pg_catalog.uuidv7') is null then
    create or replace function aimline.uuidv7() returns uuid language plpgsql volatile as $f$
    declare
      milliseconds bytea := substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3);
      bytes bytea := overlay(uuid_send(gen_random_uuid()) placing milliseconds from 1 for 6);
    begin
      -- version 4 is 0100, version 7 is 0111
      return encode(set_bit(set_bit(bytes, 52, 1), 53, 1), 'hex')::uuid;
    end $f$;
    comment on function aimline.uuidv7 is 'A UUID version 7, for PostgreSQL before 18.';
  end if;
end $$;
