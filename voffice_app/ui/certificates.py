"""The field that takes a certificate: a file (.cer, .crt, .pem, DER or PEM) read in the browser, or pasted PEM.

ui.certificate_file("pem")                       in a form the field `name` holds PEM text, the certificate first
"""

import reflex as rx

rx.asset("icon.jsx", shared=True)


class CertificateFile(rx.Component):
    """See certificate_file.jsx."""

    library = rx.asset("certificate_file.jsx", shared=True).importable_path
    tag = "CertificateFile"

    name: rx.Var[str]
    value: rx.Var[str]


def certificate_file(name: str, value: str | rx.Var[str] = "") -> rx.Component:
    return CertificateFile.create(name=name, value=value)
