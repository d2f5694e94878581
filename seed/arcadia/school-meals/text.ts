// The proposal, in Spanish: twelve numbered units in five sections.
export const text = `---
title: Comer bien en la escuela
lang: es
---

# Para qué sirve esta norma

Toda niña y todo niño que se queda en la escuela al mediodía come caliente, sentado y sin prisa, **pague su familia lo que pague**.

La norma vale para las escuelas públicas y para las privadas que reciben dinero público, desde los tres hasta los dieciséis años.

# En el plato

El menú se publica con cuatro semanas de antelación y dice de dónde viene cada alimento principal. Si hay que cambiarlo, se avisa el mismo día y se explica por qué.

- Verdura fresca, todos los días.
- Legumbres, dos veces por semana.
- Pescado, una vez por semana donde el suministro lo permita.
- Fruta entera de postre, cuatro días de cada cinco.
- Agua en la mesa, siempre; bebidas azucaradas, nunca.

Al menos el cuarenta por ciento de los alimentos frescos se compra a menos de cien kilómetros de la escuela.[^1]

Cada día hay un plato sin carne. Las alergias y las convicciones se atienden sin que la familia deba dar más explicaciones que las del impreso.

# Quién paga

| Ingresos de la familia al año (coronas) | Precio por comida |
|---|---:|
| Hasta 12.000 | 0,00 |
| De 12.001 a 20.000 | 0,80 |
| De 20.001 a 32.000 | 2,40 |
| Más de 32.000 | 3,20 |

: Precio de la comida según los ingresos

Ninguna escuela deja sin comer a nadie por falta de pago. *De la deuda se habla con la familia, nunca con la niña o el niño.*

# El tiempo y las personas

La comida dura al menos cuarenta minutos. Quien termina antes puede salir; a quien tarda más no se le retira el plato.

Hay una persona adulta por cada veinte comensales, contratada para ello y formada en alergias y primeros auxilios.

# Cómo se comprueba

Dos familias y dos estudiantes, elegidos cada curso, forman la comisión del comedor. Comen allí una vez al mes, preguntan lo que quieren y publican lo que han visto.

Lo que sobra se pesa cada día. El peso por comensal se publica al final de cada mes, junto con lo que se ha intentado para que baje.

[^1]: En peso y por curso escolar. El pescado y el arroz no cuentan.
`;
