PRAGMA application_id = 1129860145;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE application (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	use TEXT NOT NULL, 
	from_id INTEGER, 
	to_id INTEGER, 
	customer_id INTEGER NOT NULL, 
	currency TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	effective TEXT NOT NULL, 
	reverses INTEGER, 
	note TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT application_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT application_from FOREIGN KEY(company_id, from_id, customer_id, currency) REFERENCES document (company_id, id, customer_id, currency) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT application_to FOREIGN KEY(company_id, to_id, customer_id, currency) REFERENCES document (company_id, id, customer_id, currency) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT application_reverses FOREIGN KEY(company_id, reverses) REFERENCES application (company_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT application_sign CHECK (amount <> 0 AND (reverses IS NULL) = (amount > 0)), 
	CONSTRAINT application_ends CHECK ((use IN ('payment', 'credit') AND from_id IS NOT NULL AND to_id IS NOT NULL) OR (use = 'refund' AND from_id IS NOT NULL AND to_id IS NULL) OR (use NOT IN ('payment', 'credit', 'refund') AND from_id IS NULL AND to_id IS NOT NULL))
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "application" VALUES(1,4,'payment',3,2,1,'COP',30,'2026-01-16',NULL,'',2);
INSERT INTO "application" VALUES(1,7,'retefuente',NULL,5,1,'COP',18,'2026-01-17',NULL,'',3);
INSERT INTO "application" VALUES(1,8,'payment',6,5,1,'COP',150,'2026-01-17',NULL,'',3);
INSERT INTO "application" VALUES(1,9,'payment',3,2,1,'COP',-30,'2026-01-18',4,'error',4);
CREATE TABLE audit (
	company_id INTEGER NOT NULL, 
	sequence INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	body TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT audit_pk PRIMARY KEY (company_id, sequence), 
	CONSTRAINT audit_operation FOREIGN KEY(company_id, "key") REFERENCES operation (company_id, "key") DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "audit" VALUES(1,1,'inicio','{"action":"prueba","actor":"ana","changes":[],"contacts":[],"digests":{"applications":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","documents":"a797d78fc0907f533e7f4a8839d0fde5612821eb809eba70249c2fbdb8a0c595"},"host":"caja-1","ids":{"applications":[4,4],"contacts":[2,2],"customers":[1,2],"documents":[2,4]},"key":"inicio","recorded_at":"2026-01-15T17:00:00.000000+00:00","revision":1}','c727271a4edabacfe8603ffc672063fbb4f26412a47869b5044240db12849c53','6830f4f27acdd26d1d67ad115aac02514d4401b46a4da58006233c16d6b775da');
INSERT INTO "audit" VALUES(1,2,'pago','{"action":"prueba","actor":"ana","changes":[],"contacts":[],"digests":{"applications":"c31de58b774aa3e1955cdb7d6530236b52fd724fe82dd2c9f60dcb165b4450bd","documents":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"host":"caja-1","ids":{"applications":[4,5],"contacts":[4,4],"customers":[4,4],"documents":[4,4]},"key":"pago","recorded_at":"2026-01-16T17:00:00.000000+00:00","revision":2}','6830f4f27acdd26d1d67ad115aac02514d4401b46a4da58006233c16d6b775da','941325b379fda7bce7e156b109e89adf56f8d6dbc6b189d2f926b45993120bfd');
INSERT INTO "audit" VALUES(1,3,'vuelve','{"action":"prueba","actor":"ana","changes":[],"contacts":[],"digests":{"applications":"875c5ddac25d5b6c40842f21a7a0f2bd0933e96173fc64ae227dea97e1c1d6f9","documents":"636570c6ada6ddf35575e42f954d9751d71dd9301e6334c1ab43d69a9b924619"},"host":"caja-1","ids":{"applications":[7,9],"contacts":[5,5],"customers":[5,5],"documents":[5,7]},"key":"vuelve","recorded_at":"2026-01-17T17:00:00.000000+00:00","revision":3}','941325b379fda7bce7e156b109e89adf56f8d6dbc6b189d2f926b45993120bfd','57f190e15ce1daec60c4ac0e0bd10cf4385b2dde285498b1b3343d2ea1786e24');
INSERT INTO "audit" VALUES(1,4,'deshace','{"action":"prueba","actor":"ana","changes":[],"contacts":[],"digests":{"applications":"8dabb68495f1dd8ce88b50a52acb858ebb414406bd13e620b927bbd03ca0529e","documents":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"host":"caja-1","ids":{"applications":[9,10],"contacts":[9,9],"customers":[9,9],"documents":[9,9]},"key":"deshace","recorded_at":"2026-01-18T17:00:00.000000+00:00","revision":4}','57f190e15ce1daec60c4ac0e0bd10cf4385b2dde285498b1b3343d2ea1786e24','8be9b3a0961c2941a3062c249f15c68561640ecbbe4a34e97ce37391dfd238b0');
INSERT INTO "audit" VALUES(1,5,'contacto','{"action":"prueba","actor":"ana","changes":[[1,"group","","mayoristas"],["parameter","edades.base",null,"emision"]],"contacts":[[10,"added"]],"digests":{"applications":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","documents":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"host":"caja-1","ids":{"applications":[11,11],"contacts":[10,11],"customers":[10,10],"documents":[11,11]},"key":"contacto","recorded_at":"2026-01-19T17:00:00.000000+00:00","revision":5}','8be9b3a0961c2941a3062c249f15c68561640ecbbe4a34e97ce37391dfd238b0','3a27a8d321848190e670dfd009b2448f7d00ff4e1edcaf7fc0288d9490f49b08');
CREATE TABLE company (
	id INTEGER NOT NULL, 
	ledger_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	nit TEXT NOT NULL, 
	base_currency TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	audit_hash TEXT NOT NULL, 
	next_id INTEGER NOT NULL, 
	recorded_at TEXT NOT NULL, 
	CONSTRAINT company_pk PRIMARY KEY (id), 
	CONSTRAINT company_ledger_id UNIQUE (ledger_id)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "company" VALUES(1,'8253dfee-3576-4ecf-bc71-54a7d1574656','Ferretería El Tornillo S.A.S.','900123456','COP',5,'3a27a8d321848190e670dfd009b2448f7d00ff4e1edcaf7fc0288d9490f49b08',11,'2026-01-19T17:00:00.000000+00:00');
CREATE TABLE contact (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	channel TEXT NOT NULL, 
	value TEXT NOT NULL, 
	authorized TEXT, 
	revision INTEGER NOT NULL, 
	CONSTRAINT contact_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT contact_customer FOREIGN KEY(company_id, customer_id) REFERENCES customer (company_id, id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "contact" VALUES(1,10,1,'email','ana@tornillo.example','2026-01-15',5);
CREATE TABLE customer (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	nit TEXT NOT NULL, 
	check_digit TEXT NOT NULL, 
	group_name TEXT NOT NULL, 
	excluded INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT customer_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT customer_code UNIQUE (company_id, code), 
	CONSTRAINT customer_company FOREIGN KEY(company_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT customer_code_given CHECK (code <> ''), 
	CONSTRAINT customer_excluded CHECK (excluded IN (0, 1))
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "customer" VALUES(1,1,'C1','Ana & Cía.','800197268','4','mayoristas',0,5);
CREATE TABLE document (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	side TEXT NOT NULL, 
	number TEXT NOT NULL, 
	instalment INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	currency TEXT NOT NULL, 
	issued TEXT NOT NULL, 
	due TEXT NOT NULL, 
	total INTEGER NOT NULL, 
	open INTEGER NOT NULL, 
	free INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	concept TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT document_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT document_identity UNIQUE (company_id, kind, number, instalment), 
	CONSTRAINT document_account UNIQUE (company_id, id, customer_id, currency), 
	CONSTRAINT document_customer FOREIGN KEY(company_id, customer_id) REFERENCES customer (company_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT document_total CHECK (total BETWEEN 1 AND 1000000000000000), 
	CONSTRAINT document_balance CHECK ((side = 'D' AND free = 0 AND open BETWEEN 0 AND total) OR (side = 'C' AND open = 0 AND free BETWEEN 0 AND total) OR (side = 'N' AND open = 0 AND free = 0)), 
	CONSTRAINT document_named CHECK (number <> '' AND instalment >= 1 AND currency <> '')
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "document" VALUES(1,2,'invoice','D','FV-1-0-100',1,1,'COP','2026-01-15','2026-02-14',100,100,0,3,'','',1);
INSERT INTO "document" VALUES(1,3,'receipt','C','RC-2-0-50',1,1,'COP','2026-01-15','2026-01-15',50,0,50,3,'','',1);
INSERT INTO "document" VALUES(1,5,'invoice','D','FV-1-2-700',1,1,'COP','2026-01-17','2026-02-16',700,532,0,1,'','',3);
INSERT INTO "document" VALUES(1,6,'receipt','C','RC-2-2-200',1,1,'COP','2026-01-17','2026-01-17',200,0,50,1,'','',3);
CREATE TABLE operation (
	company_id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	request_hash TEXT NOT NULL, 
	action TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	host TEXT NOT NULL, 
	recorded_at TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	first_id INTEGER NOT NULL, 
	result TEXT NOT NULL, 
	CONSTRAINT operation_pk PRIMARY KEY (company_id, "key"), 
	CONSTRAINT operation_revision UNIQUE (company_id, revision), 
	CONSTRAINT operation_company FOREIGN KEY(company_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "operation" VALUES(1,'contacto','74b04a93b95d2fac5ed9d6eb2b214cb018327a75cf823d6ccaa2c72784751b06','prueba','ana','caja-1','2026-01-19T17:00:00.000000+00:00',5,10,'{"applications":[11,11],"contacts":[10,11],"customers":[10,10],"documents":[11,11]}');
INSERT INTO "operation" VALUES(1,'deshace','c0759d7c2298aa4b3105a7aae3626c1dcddd803e5c454cb7514a75202bfa2459','prueba','ana','caja-1','2026-01-18T17:00:00.000000+00:00',4,9,'{"applications":[9,10],"contacts":[9,9],"customers":[9,9],"documents":[9,9]}');
INSERT INTO "operation" VALUES(1,'inicio','cc7feabb57fbe5fa0cd4677b9c5b29c6faa286461cde8f5dd0232f853cc5cd51','prueba','ana','caja-1','2026-01-15T17:00:00.000000+00:00',1,1,'{"applications":[4,4],"contacts":[2,2],"customers":[1,2],"documents":[2,4]}');
INSERT INTO "operation" VALUES(1,'pago','a06f23e51d3afdd3a3cce488b3807271f504a25019627143194dee7b3520a0ef','prueba','ana','caja-1','2026-01-16T17:00:00.000000+00:00',2,4,'{"applications":[4,5],"contacts":[4,4],"customers":[4,4],"documents":[4,4]}');
INSERT INTO "operation" VALUES(1,'vuelve','6ae431943dc986bf247e40bdc1bad5312bdb24c3c0d10fed0a2b8f185afc4f97','prueba','ana','caja-1','2026-01-17T17:00:00.000000+00:00',3,5,'{"applications":[7,9],"contacts":[5,5],"customers":[5,5],"documents":[5,7]}');
CREATE TABLE parameter (
	company_id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT parameter_pk PRIMARY KEY (company_id, "key"), 
	CONSTRAINT parameter_company FOREIGN KEY(company_id) REFERENCES company (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "parameter" VALUES(1,'edades.base','emision',5);
ANALYZE "sqlite_master";
INSERT INTO "sqlite_stat1" VALUES('company','company','1 1');
INSERT INTO "sqlite_stat1" VALUES('customer','customer','10000 10000 1');
INSERT INTO "sqlite_stat1" VALUES('contact','contact','10000 10000 1');
INSERT INTO "sqlite_stat1" VALUES('contact','contact_by_customer','10000 10000 1');
INSERT INTO "sqlite_stat1" VALUES('document','document','100000 100000 1');
INSERT INTO "sqlite_stat1" VALUES('document','document_open','20000 20000 1');
INSERT INTO "sqlite_stat1" VALUES('document','document_free','5000 5000 1');
INSERT INTO "sqlite_stat1" VALUES('document','document_by_customer','100000 100000 10 2');
INSERT INTO "sqlite_stat1" VALUES('document','sqlite_autoindex_document_2','100000 100000 33000 1 1');
INSERT INTO "sqlite_stat1" VALUES('document','sqlite_autoindex_document_3','100000 100000 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('application','application','50000 50000 1');
INSERT INTO "sqlite_stat1" VALUES('application','application_by_day','50000 50000 50');
INSERT INTO "sqlite_stat1" VALUES('application','application_by_from','50000 50000 2');
INSERT INTO "sqlite_stat1" VALUES('application','application_by_to','50000 50000 2');
INSERT INTO "sqlite_stat1" VALUES('application','application_reverses_once','500 500 1');
INSERT INTO "sqlite_stat1" VALUES('operation','operation','5000 5000 1');
INSERT INTO "sqlite_stat1" VALUES('operation','sqlite_autoindex_operation_2','5000 5000 1');
INSERT INTO "sqlite_stat1" VALUES('audit','audit','5000 5000 1');
CREATE INDEX contact_by_customer ON contact (company_id, customer_id);
CREATE INDEX document_open ON document (company_id, id) WHERE open > 0;
CREATE INDEX document_free ON document (company_id, id) WHERE free > 0;
CREATE INDEX document_by_customer ON document (company_id, customer_id, issued);
CREATE UNIQUE INDEX application_reverses_once ON application (company_id, reverses) WHERE reverses IS NOT NULL;
CREATE INDEX application_by_from ON application (company_id, from_id) WHERE from_id IS NOT NULL;
CREATE INDEX application_by_to ON application (company_id, to_id) WHERE to_id IS NOT NULL;
CREATE INDEX application_by_day ON application (company_id, effective);
CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ROLLBACK, 'document: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document WHEN NEW.company_id IS NOT OLD.company_id OR NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind OR NEW.side IS NOT OLD.side OR NEW.number IS NOT OLD.number OR NEW.instalment IS NOT OLD.instalment OR NEW.customer_id IS NOT OLD.customer_id OR NEW.currency IS NOT OLD.currency OR NEW.issued IS NOT OLD.issued OR NEW.due IS NOT OLD.due OR NEW.total IS NOT OLD.total OR NEW.concept IS NOT OLD.concept OR NEW.reference IS NOT OLD.reference OR NEW.revision IS NOT OLD.revision BEGIN SELECT RAISE(ROLLBACK, 'document: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER document_no_replace BEFORE INSERT ON document WHEN EXISTS (SELECT 1 FROM document WHERE company_id = NEW.company_id AND id = NEW.id) OR EXISTS (SELECT 1 FROM document WHERE company_id = NEW.company_id AND kind = NEW.kind AND number = NEW.number AND instalment = NEW.instalment) BEGIN SELECT RAISE(ROLLBACK, 'document: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER application_no_delete BEFORE DELETE ON application BEGIN SELECT RAISE(ROLLBACK, 'application: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER application_no_update BEFORE UPDATE ON application BEGIN SELECT RAISE(ROLLBACK, 'application: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER application_no_replace BEFORE INSERT ON application WHEN EXISTS (SELECT 1 FROM application WHERE company_id = NEW.company_id AND id = NEW.id) OR EXISTS (SELECT 1 FROM application WHERE company_id = NEW.company_id AND reverses = NEW.reverses) BEGIN SELECT RAISE(ROLLBACK, 'application: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER operation_no_delete BEFORE DELETE ON operation BEGIN SELECT RAISE(ROLLBACK, 'operation: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER operation_no_update BEFORE UPDATE ON operation BEGIN SELECT RAISE(ROLLBACK, 'operation: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER operation_no_replace BEFORE INSERT ON operation WHEN EXISTS (SELECT 1 FROM operation WHERE company_id = NEW.company_id AND key = NEW.key) OR EXISTS (SELECT 1 FROM operation WHERE company_id = NEW.company_id AND revision = NEW.revision) BEGIN SELECT RAISE(ROLLBACK, 'operation: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ROLLBACK, 'audit: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ROLLBACK, 'audit: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE company_id = NEW.company_id AND sequence = NEW.sequence) BEGIN SELECT RAISE(ROLLBACK, 'audit: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER company_no_delete BEFORE DELETE ON company BEGIN SELECT RAISE(ROLLBACK, 'company: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER company_no_update BEFORE UPDATE ON company WHEN NEW.id IS NOT OLD.id OR NEW.ledger_id IS NOT OLD.ledger_id OR NEW.revision < OLD.revision OR NEW.next_id < OLD.next_id OR NEW.recorded_at < OLD.recorded_at BEGIN SELECT RAISE(ROLLBACK, 'company: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER company_no_replace BEFORE INSERT ON company WHEN EXISTS (SELECT 1 FROM company WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM company WHERE ledger_id = NEW.ledger_id) BEGIN SELECT RAISE(ROLLBACK, 'company: lo registrado no se cambia ni se borra'); END;
COMMIT;
