namespace Gen.Metrics.Tests.RandomBodies;

/// <content>
/// Bodies that a single check of the planner refuses, or that are followed at its edge: a planner without that check takes them for
/// something else (eng/planted-faults.sh).
/// </content>
internal sealed partial class BodyGenerator
{
    private void Checked(List<string> lines)
    {
        var (v, p, q) = (Fresh("v"), Fresh("a"), Fresh("b"));
        var (one, two) = (Reduction(1), Reduction(1));
        lines.AddRange(Form<string[]>(
            // A second name for what changes.
            () => [$"var {p} = new List<Tensor> {{ {one} }};", $"var {q} = {p};", $"{p}.Add({two});", $"var {v} = stack({q}).sum();"],
            () => [$"var {p} = new[] {{ {one}, w.sum() }};", $"var {q} = {p};", $"{p}[0] = w.max() + 2;", $"var {v} = {q}[0] - {q}[1];"],
            () => [$"var {p} = new List<Tensor> {{ {one} }};", $"var {q} = on ? {p} : {p};", $"{p}.Add({two});",
                $"var {v} = {q}.Count * w.sum();"],
            () => [$"var {p} = new List<Tensor>();", $"var {q} = ({p}, n);", $"{p}.Add({one});", $"var {v} = {q}.Item1[0];"],
            () => [$"var {p} = new List<Tensor> {{ {one} }};", $"List<Tensor> {q};", $"{q} = {p};", $"{q}.Add({two});",
                $"var {v} = stack({p}).sum();"],

            () => [$"var {p} = new List<Tensor> {{ {one} }};", $"List<Tensor> F{q}() => {p};", $"var {q} = F{q}();", $"{p}.Add({two});",
                $"var {v} = stack({q}).sum();"],
            () => [$"var {p} = new List<Tensor> {{ {one} }};", $"var {q} = new List<Tensor>({p}) {{ w.sum() }};", $"{p}.Add({two});",
                $"var {v} = stack({q}).sum() + {p}[1];"],
            () => [$"var {p} = new List<Tensor> {{ {one} }};", $"Tensor F{q}() => stack({p}).sum();", $"{p}.Add({two});",
                $"var {v} = F{q}();"],

            // An array that is not filled once, in order.
            () => [$"var {p} = new Tensor[c];", $"for (var i = 0; i < c; i++) {p}[i] = w.sum() * i;",
                $"for (var i = 0; i < c; i++) {p}[i] = {one};", $"var {v} = stack({p}).sum();"],
            () => [$"var {p} = new Tensor[c];",
                $"for (var i = 0; i < c; i++) {{ {p}[i] = w.sum(); if (i > 1) {p}[i] = {one}; }}", $"var {v} = stack({p}).sum();"],
            () => [$"var {p} = new Tensor[c];", $"for (var j = 0; j < 2; j++)",
                $"for (var i = 0; i < c; i++) {p}[i] = w.sum() * (i + j);", $"var {v} = stack({p}).sum();"],
            () => [$"var {p} = new Tensor[c + 1];", $"for (var i = 0; i < c; i++) {{ if (i == 0) continue; {p}[i] = {one} + i; }}",
                $"var {v} = {p}[c - 1] + w.sum();"],
            () => [$"var {p} = new Tensor[3];", $"for (var i = 0; i < {p}.Length; i++) {{ if (i != n) {p}[i] = {one} + i; }}",
                $"var {v} = n == 0 ? {p}[2] : {p}[0];"],
            () => [$"var {p} = new Tensor[c];", $"for (var i = 0; i < c; i++) {{ {p}[i] = {one}; {p}[0] += i; }}",
                $"var {v} = stack({p}).sum();"],
            () => [$"var {p} = new Tensor[c];", $"var {v} = w.sum();",
                $"foreach (var i in Enumerable.Range(0, c)) {{ {p}[i] = {one} + i; {v} += {p}[i / 2]; }}", $"{v} += stack({p}).sum();"],
            () => [$"var {p} = new Tensor[3];", $"for (var i = 2; i >= 0; i--) {p}[i] = w.sum() * i;", $"var {v} = {p}[0] + {one};"],

            // What a function changes, or reads after a change.
            () => [$"var {p} = 1;", $"Tensor F{q}(Tensor u) {{ {p} += 2; return u * {p}; }}", $"var {v} = F{q}(w).sum() * {p};"],
            () => [$"var {p} = {one};", $"Func<Tensor, Tensor> {q} = u => {{ {p} = {p} + 1; return u * 2; }};",
                $"var {v} = {q}(w).sum() * {p};"],
            () => [$"var {p} = new List<Tensor> {{ {one} }};", $"Tensor F{q}(Tensor u) {{ {p}.Add(u.sum()); return u; }}",
                $"var {v} = F{q}(w).sum() + stack({p}).sum();"],
            () => [$"var {p} = 1.5;", $"Func<Tensor, Tensor> {q} = u => u * {p};", $"{p} = a + 2;", $"var {v} = {q}(w).sum();"],
            () => [$"var {p} = 1.5;", $"Tensor F{q}(Tensor u) => u * {p};", $"Func<Tensor, Tensor> {q} = u => F{q}(u) + 1;",
                $"{p} = a + 2;", $"var {v} = Apply({q}, w).sum();"],
            () => [$"var {p} = 1.5;", $"Tensor F{q}(Tensor u) => u * {p};", $"Func<Tensor, Tensor> {q} = F{q};", $"{p} = a + 2;",
                $"var {v} = {q}(w).sum();"],
            () => [$"var {p} = 1.5;", $"var {q} = Enumerable.Range(0, 3).Select(k => (w * {p}).sum() + k);", $"{p} = a + 2;",
                $"var {v} = stack({q}.ToArray()).sum();"],

            // A change inside an expression that may not be evaluated.
            () => [$"var {p} = 1;", $"var {v} = (on ? w.sum() * ++{p} : {one}) * {p};"],
            () => [$"var {p} = 2;", $"var {v} = w.sum() * (n switch {{ 1 => {p}++, 2 => {p} += 3, _ => 4 }});", $"{v} *= {p};"],
            () => [$"var {p} = 1;", $"var {v} = {one};", $"if (on && ++{p} > n) {v} += w.sum();", $"{v} *= {p};"],

            // What is another kind of value after a turn.
            () => [$"var {v} = w.sum();", $"var {p} = 0.5;",
                $"for (var i = 0; i < 3; i++) {{ {v} = {v} + (w * {p}).mean(); {p} = w.sum().to_type(float64).item<double>(); }}"],
            () => [$"var {p} = x;", $"for (var k = 0; k < c; k++) {p} = {p}.T;", $"var {v} = (c % 2 == 0 ? {p} : {p}.T).amax(1).sum();"],
            () => [$"var {p} = w;", $"for (var k = 0; k < c; k++) {p} = {p}.sum() * w;", $"var {v} = {p}.sum();"],
            () => [$"var {p} = w;", $"for (var k = 0; k < c; k++) {p} = k == 0 ? {p}.unsqueeze(0) : {p}.squeeze(0);",
                $"var {v} = {p}.sum(-1).sum();"],

            // A bound that changes while the loop runs.
            () => [$"var {v} = w.sum();", $"var {p} = 4;", $"for (var i = 0; i < {p}; i++) {{ {v} += {one}; {p}--; }}"],
            () => [$"var {v} = w.sum();", $"var {p} = c;",
                $"for (var i = 0; i < {p}; i++) {{ if (i == 0) {p} += 2; {v} += w.sum() * i; }}"],
            () => [$"var {p} = new List<Tensor> {{ {one} }};", $"for (var i = 0; i < Math.Min({p}.Count, 4); i++) {p}.Add(w.sum() * i);",
                $"var {v} = stack({p}).sum();"],

            // What is not constant.
            () => [$"var {v} = w.sum() * Open;"],
            () => [$"var {v} = w.sum() * s_turn;"],

            // Conversions of tuples.
            () => [$"var {p} = (n, c);", $"(double, double) {q} = {p};", $"var {v} = w.sum() * ({q}.Item1 / {q}.Item2);"],
            () => [$"var {p} = (n, c);", $"(double {q}, double r{q}) = {p};", $"var {v} = w.sum() * ({q} / r{q});"],
            () => [$"(double, long) {q} = on ? (n, c) : (c, n);", $"var {v} = w.sum() * ({q}.Item1 / {q}.Item2);"],

            // Jumps.
            () => [$"Tensor {v} = w.sum();", $"for (var i = 0; i < 4; i++) {{ if (i == c) break; {v} += {one}; }}"],
            () => [$"Tensor {v} = w.sum();", $"for (var i = 0; i < 4; i++)",
                $"{{ switch (i) {{ case 1: if (on) break; {v} += {one}; break; case 2: {v} *= 2; break; }} {v} += i; }}"],
            () => [$"Tensor {v} = w.sum();", $"for (var i = 0; i < 3; i++) {{ {v} += {one}; if (on && i == 1) return {v}; }}"]));
        Add(v, Kind.Number);
    }
}
