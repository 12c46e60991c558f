create or replace trigger append_only before update or delete on aimline.audit_record
  for each row execute function aimline.refuse_change();
create or replace trigger append_only_truncate before truncate on aimline.audit_record
  for each statement execute function aimline.refuse_change();
create or replace trigger append_only before update or delete on aimline.audit_seal
  for each row execute function aimline.refuse_change();
create or replace trigger append_only_truncate before truncate on aimline.audit_seal
  for each statement execute function aimline.refuse_change();

-- "always": also while session_replication_role is replica
alter table aimline.audit_record enable always trigger append_only;
alter table aimline.audit_record enable always trigger append_only_truncate;
alter table aimline.audit_seal enable always trigger append_only;
alter table aimline.audit_seal enable always trigger append_only_truncate;
