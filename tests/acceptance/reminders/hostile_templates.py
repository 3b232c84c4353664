"""Sixty templates that want more than to write a letter; none is ever filled."""

from __future__ import annotations

from typing import Final

# Reaching out of the data.
_ESCAPES: Final = (
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cliente.__class__ }}",
    "{{ cliente['__class__'] }}",
    "{{ cliente|attr('__class__') }}",
    "{{ cliente.pop('nombre') }}",
    "{{ cliente.clear() }}",
    "{{ secciones.append(1) }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ namespace }}",
    "{{ config }}",
    "{{ request.application.__globals__ }}",
    "{{ loop.__class__ }}",
    "{{ _context }}",
    "{% include '/etc/passwd' %}",
    "{% include 'correo.html' %}",
    "{% import 'os' as os %}",
    "{% from 'correo.html' import x %}",
    "{% extends '/etc/passwd' %}",
    "{% extends cliente.nombre %}",
    "{% extends 'nivel-1.html' %}",
    "{{ '%s'|format(cliente) }}",
    "{{ '{0.__class__}'.format(cliente) }}",
    "{{ cliente|map(attribute='__class__')|list }}",
    "{{ cliente|tojson }}",
    "{{ cliente|pprint }}",
    "{{ dict(a=1) }}",
    "{{ cliente.nombre|safe }}",
    "{% autoescape false %}{{ cliente.nombre }}{% endautoescape %}",
)
# Running away.
_BOMBS: Final = (
    "{{ 'A' * 1000000000 }}",
    "{{ 10 ** 10 ** 8 }}",
    "{{ '%1000000000d' % 1 }}",
    "{% for x in range(1000000000) %}x{% endfor %}",
    "{% for a in 'ab' %}{% for b in 'ab' %}{% for c in 'ab' %}x"
    "{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in secciones %}{% for b in a.documentos %}{% for c in a.documentos %}x"
    "{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in secciones recursive %}{{ loop(secciones) }}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% set a = 'aa' %}" + "{% set a = a ~ a %}" * 40,
    "{% set a %}aa{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40,
    "{{ 'a'|center(1000000000) }}",
    "{{ 'a'|indent(1000000000) }}",
    "{{ 'ab'|replace('a', 'aaaaaaaa')|replace('a', 'aaaaaaaa') }}",
    "{{ 'abc'|join('abc')|join('abc')|join('abc')|join('abc') }}",
    "{{ cliente.nombre ~ cliente.nombre }}",
    "{% filter center(1000000000) %}a{% endfilter %}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "x" * 70_000,
)
# Saying, fetching or leading where a reminder may not.
_UNLAWFUL: Final = (
    "<p>¿Por qué no ha pagado su factura?</p>",
    "<p>Explíquenos los motivos de su\nmora.</p>",
    "<p>Aproveche nuestra promoción de fin de año.</p>",
    "<p>Llamaremos a sus referencias personales.</p>",
    '<a href="https://malo.example/pagar">Pague aquí</a>',
    '<a href="{{ cliente.nombre }}">Pague aquí</a>',
    '<img src="https://malo.example/pixel.gif">',
    "<script>alert(1)</script>",
    "<{{ cliente.nombre }}>",
    '<td style="background:url(//malo.example/x)">x</td>',
)
HOSTILE: Final = (*_ESCAPES, *_BOMBS, *_UNLAWFUL)
