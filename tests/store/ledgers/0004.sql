PRAGMA application_id = 1129860145;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
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
	CONSTRAINT application_ends CHECK ((use IN ('payment', 'credit') AND from_id IS NOT NULL AND to_id IS NOT NULL) OR (use = 'refund' AND from_id IS NOT NULL AND to_id IS NULL) OR (use = 'void' AND (from_id IS NULL) <> (to_id IS NULL)) OR (use NOT IN ('payment', 'credit', 'refund', 'void') AND from_id IS NULL AND to_id IS NOT NULL))
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "application" VALUES(1,4,'payment',3,2,1,'COP',30,'2026-01-16',NULL,'',2);
INSERT INTO "application" VALUES(1,8,'retefuente',NULL,2,1,'COP',5,'2026-01-15',NULL,'',3);
INSERT INTO "application" VALUES(1,20,'payment',3,2,1,'COP',-30,'2026-01-18',4,'error',4);
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
INSERT INTO "audit" VALUES(1,1,'inicio','{"action":"prueba","actor":"ana","changes":[],"contacts":[],"digests":{"applications":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","documents":"a797d78fc0907f533e7f4a8839d0fde5612821eb809eba70249c2fbdb8a0c595","facts":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"host":"caja-1","ids":{"applications":[4,4],"contacts":[2,2],"customers":[1,2],"documents":[2,4],"facts":[4,4]},"key":"inicio","recorded_at":"2026-01-15T17:00:00.000000+00:00","revision":1}','dddb1db01472ddcb066a6a14905bbe96458c97b456977052a8e52f8b0ef21fbf','949bb339eeaf4fb59c96bcf54334b80102181f665e950fbcd9cce3e1c6c86353');
INSERT INTO "audit" VALUES(1,2,'pago','{"action":"prueba","actor":"ana","changes":[],"contacts":[],"digests":{"applications":"c31de58b774aa3e1955cdb7d6530236b52fd724fe82dd2c9f60dcb165b4450bd","documents":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","facts":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"host":"caja-1","ids":{"applications":[4,5],"contacts":[4,4],"customers":[4,4],"documents":[4,4],"facts":[5,5]},"key":"pago","recorded_at":"2026-01-16T17:00:00.000000+00:00","revision":2}','949bb339eeaf4fb59c96bcf54334b80102181f665e950fbcd9cce3e1c6c86353','0dc6d9933f6031dd871758d858dbc3ff70a12764172cc15a57ee3bd5fa51a4b0');
INSERT INTO "audit" VALUES(1,3,'todo','{"action":"prueba","actor":"ana","changes":[["parameter","moneda",null,"COP"]],"contacts":[[6,"added"]],"digests":{"applications":"b1d05dae700ae9960bfe5cbc62acce1bfaf5a3ce64e46226331dcd40d35ab135","documents":"5cdb8ca796e8f850cf5d0c46718444eab11a0fa44bad254ff40cdbb6c321c20e","facts":"5ea97241b5344d4055858add3123259def3a59f1fdd8b98339177532f57d82dd"},"host":"caja-1","ids":{"applications":[8,9],"contacts":[6,7],"customers":[5,6],"documents":[7,8],"facts":[9,20]},"key":"todo","recorded_at":"2026-01-17T17:00:00.000000+00:00","revision":3}','0dc6d9933f6031dd871758d858dbc3ff70a12764172cc15a57ee3bd5fa51a4b0','71d6c124bd5c0b0ccde8b89433c2ff0691cf51d721d343f73aad5643ca1777b6');
INSERT INTO "audit" VALUES(1,4,'deshace','{"action":"prueba","actor":"ana","changes":[[1,"group","","mayoristas"],["parameter","edades.base",null,"emision"]],"contacts":[],"digests":{"applications":"8dabb68495f1dd8ce88b50a52acb858ebb414406bd13e620b927bbd03ca0529e","documents":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","facts":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"host":"caja-1","ids":{"applications":[20,21],"contacts":[20,20],"customers":[20,20],"documents":[20,20],"facts":[21,21]},"key":"deshace","recorded_at":"2026-01-18T17:00:00.000000+00:00","revision":4}','71d6c124bd5c0b0ccde8b89433c2ff0691cf51d721d343f73aad5643ca1777b6','d0ac9c12cd68883f0159b4d152f59aa053b7b8038df6e4c0ab26e5f739bd7a4a');
CREATE TABLE certificate (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	number TEXT NOT NULL, 
	received TEXT, 
	revision INTEGER NOT NULL, 
	CONSTRAINT certificate_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT certificate_application FOREIGN KEY(company_id, application_id) REFERENCES application (company_id, id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "certificate" VALUES(1,11,8,'C-1','2026-01-16',3);
CREATE TABLE closing (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	open_from TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT closing_pk PRIMARY KEY (company_id, id)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "closing" VALUES(1,15,'2025-12-16','cierre',3);
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
INSERT INTO "company" VALUES(1,'72431999-a2ca-43f4-953f-3c72594adc73','Ferretería El Tornillo S.A.S.','900123456','COP',4,'d0ac9c12cd68883f0159b4d152f59aa053b7b8038df6e4c0ab26e5f739bd7a4a',21,'2026-01-18T17:00:00.000000+00:00');
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
INSERT INTO "contact" VALUES(1,6,1,'email','ana@example.com',NULL,3);
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
INSERT INTO "customer" VALUES(1,1,'C1','Ana & Cía.','800197268','4','mayoristas',0,4);
INSERT INTO "customer" VALUES(1,5,'C2','Luz','','','',0,3);
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
	edition INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT document_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT document_identity UNIQUE (company_id, kind, number, instalment, edition), 
	CONSTRAINT document_account UNIQUE (company_id, id, customer_id, currency), 
	CONSTRAINT document_customer FOREIGN KEY(company_id, customer_id) REFERENCES customer (company_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT document_total CHECK (total BETWEEN 1 AND 1000000000000000), 
	CONSTRAINT document_balance CHECK ((side = 'D' AND free = 0 AND open BETWEEN 0 AND total) OR (side = 'C' AND open = 0 AND free BETWEEN 0 AND total) OR (side = 'N' AND open = 0 AND free = 0)), 
	CONSTRAINT document_named CHECK (number <> '' AND instalment >= 1 AND edition >= 1 AND currency <> '')
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "document" VALUES(1,2,'invoice','D','FV-1-0-100',1,1,'COP','2026-01-15','2026-02-14',100,95,0,4,'','',1,1);
INSERT INTO "document" VALUES(1,3,'receipt','C','RC-2-0-50',1,1,'COP','2026-01-15','2026-01-15',50,0,50,3,'','',1,1);
INSERT INTO "document" VALUES(1,7,'quote','N','FV-1-0-70',1,1,'COP','2026-01-15','2026-02-14',70,0,0,1,'','',1,3);
CREATE TABLE joining (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	into_id INTEGER, 
	reason TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT joining_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT joining_customer FOREIGN KEY(company_id, customer_id) REFERENCES customer (company_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT joining_into FOREIGN KEY(company_id, into_id) REFERENCES customer (company_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT joining_check CHECK (into_id IS NULL OR into_id <> customer_id)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "joining" VALUES(1,16,5,1,'el mismo',3);
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
INSERT INTO "operation" VALUES(1,'deshace','b9ab1b438b22fab3515bf2ee1cd2a61bd5d0822284e9c4cef948ff624db5cc33','prueba','ana','caja-1','2026-01-18T17:00:00.000000+00:00',4,20,'{"applications":[20,21],"contacts":[20,20],"customers":[20,20],"documents":[20,20],"facts":[21,21]}');
INSERT INTO "operation" VALUES(1,'inicio','cc7feabb57fbe5fa0cd4677b9c5b29c6faa286461cde8f5dd0232f853cc5cd51','prueba','ana','caja-1','2026-01-15T17:00:00.000000+00:00',1,1,'{"applications":[4,4],"contacts":[2,2],"customers":[1,2],"documents":[2,4],"facts":[4,4]}');
INSERT INTO "operation" VALUES(1,'pago','a06f23e51d3afdd3a3cce488b3807271f504a25019627143194dee7b3520a0ef','prueba','ana','caja-1','2026-01-16T17:00:00.000000+00:00',2,4,'{"applications":[4,5],"contacts":[4,4],"customers":[4,4],"documents":[4,4],"facts":[5,5]}');
INSERT INTO "operation" VALUES(1,'todo','9836112bcc8206a945b952b0b4d018702844a25e3b9e59cd5400cc269c6f6be9','prueba','ana','caja-1','2026-01-17T17:00:00.000000+00:00',3,5,'{"applications":[8,9],"contacts":[6,7],"customers":[5,6],"documents":[7,8],"facts":[9,20]}');
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
INSERT INTO "parameter" VALUES(1,'edades.base','emision',4);
INSERT INTO "parameter" VALUES(1,'moneda','COP',3);
CREATE TABLE profile (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	customer_id INTEGER NOT NULL, 
	use TEXT NOT NULL, 
	name TEXT NOT NULL, 
	town TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT profile_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT profile_customer FOREIGN KEY(company_id, customer_id) REFERENCES customer (company_id, id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "profile" VALUES(1,18,1,'retefuente','servicios','',3);
CREATE TABLE quote_step (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	state TEXT NOT NULL, 
	note TEXT NOT NULL, 
	next_day TEXT, 
	revision INTEGER NOT NULL, 
	CONSTRAINT quote_step_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT quote_step_document FOREIGN KEY(company_id, document_id) REFERENCES document (company_id, id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "quote_step" VALUES(1,14,7,'2026-01-16','','llamar','2026-01-17',3);
CREATE TABLE rate (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	use TEXT NOT NULL, 
	name TEXT NOT NULL, 
	town TEXT NOT NULL, 
	since TEXT NOT NULL, 
	rate INTEGER NOT NULL, 
	minimum INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT rate_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT rate_check CHECK (rate BETWEEN 0 AND 1000000 AND minimum >= 0)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "rate" VALUES(1,17,'retefuente','servicios','','2026-01-15',40000,0,3);
ANALYZE "sqlite_master";
INSERT INTO "sqlite_stat1" VALUES('company','company','1 1');
INSERT INTO "sqlite_stat1" VALUES('customer','customer','10000 10000 1');
INSERT INTO "sqlite_stat1" VALUES('contact','contact','10000 10000 1');
INSERT INTO "sqlite_stat1" VALUES('contact','contact_by_customer','10000 10000 1');
INSERT INTO "sqlite_stat1" VALUES('document','document','100000 100000 1');
INSERT INTO "sqlite_stat1" VALUES('document','document_open','20000 20000 1 1 1 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('document','document_free','5000 5000 1 1 1 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('document','document_by_customer','100000 100000 10 2');
INSERT INTO "sqlite_stat1" VALUES('document','sqlite_autoindex_document_2','100000 100000 33000 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('document','sqlite_autoindex_document_3','100000 100000 1 1 1');
INSERT INTO "sqlite_stat1" VALUES('application','application','50000 50000 1');
INSERT INTO "sqlite_stat1" VALUES('application','application_by_day','50000 50000 50');
INSERT INTO "sqlite_stat1" VALUES('application','application_by_from','50000 50000 2');
INSERT INTO "sqlite_stat1" VALUES('application','application_by_to','50000 50000 2');
INSERT INTO "sqlite_stat1" VALUES('application','application_reverses_once','500 500 1');
INSERT INTO "sqlite_stat1" VALUES('application','application_voids','500 500 1');
INSERT INTO "sqlite_stat1" VALUES('operation','operation','5000 5000 1');
INSERT INTO "sqlite_stat1" VALUES('operation','sqlite_autoindex_operation_2','5000 5000 1');
INSERT INTO "sqlite_stat1" VALUES('audit','audit','5000 5000 1');
INSERT INTO "sqlite_stat1" VALUES('tender','tender','20000 20000 1');
INSERT INTO "sqlite_stat1" VALUES('tender','tender_by_document','20000 20000 1');
INSERT INTO "sqlite_stat1" VALUES('withholding','withholding','20000 20000 1');
INSERT INTO "sqlite_stat1" VALUES('withholding','withholding_by_application','20000 20000 1');
INSERT INTO "sqlite_stat1" VALUES('withholding','withholding_by_receipt','20000 20000 2');
INSERT INTO "sqlite_stat1" VALUES('certificate','certificate','20000 20000 1');
INSERT INTO "sqlite_stat1" VALUES('certificate','certificate_by_application','20000 20000 1');
INSERT INTO "sqlite_stat1" VALUES('taxes','taxes','20000 20000 1');
INSERT INTO "sqlite_stat1" VALUES('taxes','taxes_by_document','20000 20000 1');
INSERT INTO "sqlite_stat1" VALUES('quote_step','quote_step','2000 2000 1');
INSERT INTO "sqlite_stat1" VALUES('quote_step','quote_step_by_document','2000 2000 2');
INSERT INTO "sqlite_stat1" VALUES('undoing','undoing','500 500 1');
INSERT INTO "sqlite_stat1" VALUES('undoing','undoing_once','500 500 1');
CREATE TABLE taxes (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	base INTEGER NOT NULL, 
	vat INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT taxes_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT taxes_document FOREIGN KEY(company_id, document_id) REFERENCES document (company_id, id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "taxes" VALUES(1,13,2,84,16,3);
CREATE TABLE tender (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	document_id INTEGER, 
	application_id INTEGER, 
	means TEXT NOT NULL, 
	cash_account TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	amount INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT tender_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT tender_document FOREIGN KEY(company_id, document_id) REFERENCES document (company_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT tender_application FOREIGN KEY(company_id, application_id) REFERENCES application (company_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT tender_check CHECK (amount > 0 AND (document_id IS NULL) <> (application_id IS NULL))
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "tender" VALUES(1,9,3,NULL,'Efectivo','Caja','',50,3);
CREATE TABLE undoing (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	undone INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT undoing_pk PRIMARY KEY (company_id, id)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "undoing" VALUES(1,19,1,3);
CREATE TABLE withholding (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	document_id INTEGER, 
	base INTEGER, 
	rate INTEGER, 
	town TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT withholding_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT withholding_application FOREIGN KEY(company_id, application_id) REFERENCES application (company_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT withholding_document FOREIGN KEY(company_id, document_id) REFERENCES document (company_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT withholding_check CHECK ((base IS NULL OR base >= 0) AND (rate IS NULL OR rate BETWEEN 0 AND 1000000))
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "withholding" VALUES(1,10,8,3,100,25000,'',3);
CREATE TABLE write_off (
	company_id INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	approver TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT write_off_pk PRIMARY KEY (company_id, id), 
	CONSTRAINT write_off_application FOREIGN KEY(company_id, application_id) REFERENCES application (company_id, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT write_off_check CHECK (reason <> '' AND approver <> '')
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "write_off" VALUES(1,12,8,'insolvencia','Gerencia',3);
CREATE INDEX contact_by_customer ON contact (company_id, customer_id);
CREATE INDEX document_by_customer ON document (company_id, customer_id, issued);
CREATE UNIQUE INDEX application_reverses_once ON application (company_id, reverses) WHERE reverses IS NOT NULL;
CREATE INDEX application_by_from ON application (company_id, from_id) WHERE from_id IS NOT NULL;
CREATE INDEX application_by_to ON application (company_id, to_id) WHERE to_id IS NOT NULL;
CREATE INDEX application_by_day ON application (company_id, effective);
CREATE INDEX application_voids ON application (company_id, id) WHERE use = 'void';
CREATE INDEX tender_by_document ON tender (company_id, document_id);
CREATE INDEX withholding_by_application ON withholding (company_id, application_id);
CREATE INDEX withholding_by_receipt ON withholding (company_id, document_id);
CREATE INDEX certificate_by_application ON certificate (company_id, application_id);
CREATE INDEX taxes_by_document ON taxes (company_id, document_id);
CREATE INDEX quote_step_by_document ON quote_step (company_id, document_id);
CREATE UNIQUE INDEX undoing_once ON undoing (company_id, undone);
CREATE INDEX document_open ON document (company_id, id, customer_id, currency, due, issued, open) WHERE open > 0;
CREATE INDEX document_free ON document (company_id, id, customer_id, currency, due, issued, free) WHERE free > 0;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ROLLBACK, 'document: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document WHEN NEW.company_id IS NOT OLD.company_id OR NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind OR NEW.side IS NOT OLD.side OR NEW.number IS NOT OLD.number OR NEW.instalment IS NOT OLD.instalment OR NEW.customer_id IS NOT OLD.customer_id OR NEW.currency IS NOT OLD.currency OR NEW.issued IS NOT OLD.issued OR NEW.due IS NOT OLD.due OR NEW.total IS NOT OLD.total OR NEW.concept IS NOT OLD.concept OR NEW.reference IS NOT OLD.reference OR NEW.edition IS NOT OLD.edition OR NEW.revision IS NOT OLD.revision BEGIN SELECT RAISE(ROLLBACK, 'document: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER document_no_replace BEFORE INSERT ON document WHEN EXISTS (SELECT 1 FROM document WHERE company_id = NEW.company_id AND id = NEW.id) OR EXISTS (SELECT 1 FROM document WHERE company_id = NEW.company_id AND kind = NEW.kind AND number = NEW.number AND instalment = NEW.instalment AND edition = NEW.edition) BEGIN SELECT RAISE(ROLLBACK, 'document: lo registrado no se cambia ni se borra'); END;
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
CREATE TRIGGER tender_no_delete BEFORE DELETE ON tender BEGIN SELECT RAISE(ROLLBACK, 'tender: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER tender_no_update BEFORE UPDATE ON tender BEGIN SELECT RAISE(ROLLBACK, 'tender: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER tender_no_replace BEFORE INSERT ON tender WHEN EXISTS (SELECT 1 FROM tender WHERE company_id = NEW.company_id AND id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'tender: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER withholding_no_delete BEFORE DELETE ON withholding BEGIN SELECT RAISE(ROLLBACK, 'withholding: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER withholding_no_update BEFORE UPDATE ON withholding BEGIN SELECT RAISE(ROLLBACK, 'withholding: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER withholding_no_replace BEFORE INSERT ON withholding WHEN EXISTS (SELECT 1 FROM withholding WHERE company_id = NEW.company_id AND id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'withholding: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER certificate_no_delete BEFORE DELETE ON certificate BEGIN SELECT RAISE(ROLLBACK, 'certificate: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER certificate_no_update BEFORE UPDATE ON certificate BEGIN SELECT RAISE(ROLLBACK, 'certificate: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER certificate_no_replace BEFORE INSERT ON certificate WHEN EXISTS (SELECT 1 FROM certificate WHERE company_id = NEW.company_id AND id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'certificate: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER write_off_no_delete BEFORE DELETE ON write_off BEGIN SELECT RAISE(ROLLBACK, 'write_off: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER write_off_no_update BEFORE UPDATE ON write_off BEGIN SELECT RAISE(ROLLBACK, 'write_off: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER write_off_no_replace BEFORE INSERT ON write_off WHEN EXISTS (SELECT 1 FROM write_off WHERE company_id = NEW.company_id AND id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'write_off: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER taxes_no_delete BEFORE DELETE ON taxes BEGIN SELECT RAISE(ROLLBACK, 'taxes: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER taxes_no_update BEFORE UPDATE ON taxes BEGIN SELECT RAISE(ROLLBACK, 'taxes: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER taxes_no_replace BEFORE INSERT ON taxes WHEN EXISTS (SELECT 1 FROM taxes WHERE company_id = NEW.company_id AND id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'taxes: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER quote_step_no_delete BEFORE DELETE ON quote_step BEGIN SELECT RAISE(ROLLBACK, 'quote_step: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER quote_step_no_update BEFORE UPDATE ON quote_step BEGIN SELECT RAISE(ROLLBACK, 'quote_step: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER quote_step_no_replace BEFORE INSERT ON quote_step WHEN EXISTS (SELECT 1 FROM quote_step WHERE company_id = NEW.company_id AND id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'quote_step: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER closing_no_delete BEFORE DELETE ON closing BEGIN SELECT RAISE(ROLLBACK, 'closing: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER closing_no_update BEFORE UPDATE ON closing BEGIN SELECT RAISE(ROLLBACK, 'closing: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER closing_no_replace BEFORE INSERT ON closing WHEN EXISTS (SELECT 1 FROM closing WHERE company_id = NEW.company_id AND id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'closing: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER joining_no_delete BEFORE DELETE ON joining BEGIN SELECT RAISE(ROLLBACK, 'joining: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER joining_no_update BEFORE UPDATE ON joining BEGIN SELECT RAISE(ROLLBACK, 'joining: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER joining_no_replace BEFORE INSERT ON joining WHEN EXISTS (SELECT 1 FROM joining WHERE company_id = NEW.company_id AND id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'joining: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER rate_no_delete BEFORE DELETE ON rate BEGIN SELECT RAISE(ROLLBACK, 'rate: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER rate_no_update BEFORE UPDATE ON rate BEGIN SELECT RAISE(ROLLBACK, 'rate: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER rate_no_replace BEFORE INSERT ON rate WHEN EXISTS (SELECT 1 FROM rate WHERE company_id = NEW.company_id AND id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'rate: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER profile_no_delete BEFORE DELETE ON profile BEGIN SELECT RAISE(ROLLBACK, 'profile: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER profile_no_update BEFORE UPDATE ON profile BEGIN SELECT RAISE(ROLLBACK, 'profile: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER profile_no_replace BEFORE INSERT ON profile WHEN EXISTS (SELECT 1 FROM profile WHERE company_id = NEW.company_id AND id = NEW.id) BEGIN SELECT RAISE(ROLLBACK, 'profile: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER undoing_no_delete BEFORE DELETE ON undoing BEGIN SELECT RAISE(ROLLBACK, 'undoing: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER undoing_no_update BEFORE UPDATE ON undoing BEGIN SELECT RAISE(ROLLBACK, 'undoing: lo registrado no se cambia ni se borra'); END;
CREATE TRIGGER undoing_no_replace BEFORE INSERT ON undoing WHEN EXISTS (SELECT 1 FROM undoing WHERE company_id = NEW.company_id AND id = NEW.id) OR EXISTS (SELECT 1 FROM undoing WHERE company_id = NEW.company_id AND undone = NEW.undone) BEGIN SELECT RAISE(ROLLBACK, 'undoing: lo registrado no se cambia ni se borra'); END;
COMMIT;
