create or replace function aimline.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on "%" is refused: the table is append only.', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

comment on function aimline.refuse_change is 'Trigger: prevents changes and deletions, even by the owner of the table.';
