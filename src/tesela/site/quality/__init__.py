"""Quality assurance of providers: schemes, cases from application to decision, and evidence."""
