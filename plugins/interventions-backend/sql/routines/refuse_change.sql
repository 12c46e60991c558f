create or replace function aimline.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on "%" is refused: the table is append only.', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

comment on function aimline.refuse_change is 'Trigger: nobody changes or removes a row, not even the owner of the table.';
