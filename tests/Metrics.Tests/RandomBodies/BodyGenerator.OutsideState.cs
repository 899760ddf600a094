namespace Gen.Metrics.Tests.RandomBodies;

/// <content>Aliases and shared state that are beyond the followed language, or at its edge.</content>
internal sealed partial class BodyGenerator
{
    // Two names for one array or list, and changes by others than their owner.
    private void Aliased(List<string> lines)
    {
        var (v, p, q) = (Fresh("v"), Fresh("a"), Fresh("b"));
        var (one, two) = (Reduction(1), Reduction(1));
        var two3 = $"new[] {{ {one}, {two}, w.sum() }}";
        lines.AddRange(Pick<string[]>(
            [$"var {p} = {two3};", $"var {q} = {p};", $"{q}[0] = x.max();", $"var {v} = {p}[0] + {q}[1];"],
            [$"var {p} = {two3};", $"{p}[1] = {p}[0];", $"{p}[0] = w.max();", $"var {v} = {p}[0] - {p}[1];"],
            [$"var {p} = new List<Tensor> {{ {one} }};", $"var {q} = {p};", $"{q}.Add({two});", $"var {v} = stack({p}).sum();"],
            [$"var {p} = new List<Tensor>();", $"void F{v}(Tensor u) => {p}.Add(u.sum());", $"F{v}(w);",
                $"var {v} = stack({p}).sum() + w.sum();"],
            [$"var {p} = new List<Tensor>();", $"Action<Tensor> {q} = {p}.Add;", $"{q}({one});", $"var {v} = {p}[0];"],
            [$"var {p} = new List<Tensor> {{ {one} }};", $"Grow({p}, {two});", $"var {v} = stack({p}).sum();"],
            [$"var {p} = {two3};", $"Fill({p}, w.max());", $"var {v} = {p}[0];"],
            [$"var {p} = {two3};", $"var {q} = (First: {p}, 1);", $"{q}.First[0] = w.max();", $"var {v} = {p}[0];"],
            [$"var {p} = new List<Tensor>();", $"var {q} = ({p}, n);", $"{q}.Item1.Add({one});", $"{p}.Add({two});",
                $"var {v} = stack({p}).sum();"],
            [$"var {p} = new Tensor[2];", $"for (var i{v} = 0; i{v} < 2; i{v}++) {p}[i{v}] = w.sum() * i{v};",
                $"for (var i{v} = 0; i{v} < 2; i{v}++) {p}[i{v}] = {one};", $"var {v} = stack({p}).sum();"],
            [$"var {p} = new Tensor[4];",
                $"for (var i{v} = 0; i{v} < 2; i{v}++)",
                $"for (var j{v} = 0; j{v} < 2; j{v}++) {p}[(i{v} * 2) + j{v}] = w.sum() * i{v} + j{v};",
                $"var {v} = stack({p})[{_random.Next(4)}];"],
            [$"var {p} = new Tensor[3];", $"for (var i{v} = 0; i{v} < 3; i{v}++) {p}[2 - i{v}] = w.sum() * i{v};", $"var {v} = {p}[0];"],
            [$"var {p} = new Tensor[3];", $"for (var i{v} = 2; i{v} >= 0; i{v}--) {p}[i{v}] = w.sum() * i{v};", $"var {v} = {p}[0];"],
            [$"var {p} = new Tensor[c];", $"Array.Fill({p}, {one});", $"var {v} = stack({p}).sum();"],
            [$"var {p} = new[] {{ 1.0, a, 2.0 }};", $"var {q} = {p};", $"{q}[1] = 5;", $"var {v} = w.sum() * {p}[1];"],
            [$"var {p} = new double[3];", $"for (var i{v} = 0; i{v} < 3; i{v}++) {p}[i{v}] = i{v} * a;", $"var {v} = w.sum() * {p}[2];"],
            [$"var {p} = new int[3];", $"{p}[1] += 4;", $"{p}[1]++;", $"var {v} = w.sum() * {p}[1];"],
            [$"var {p} = (double[])ds.Clone();", $"{p}[0] = 3;", $"var {v} = w.sum() * {p}[0] * ds[0];"],
            [$"ks = new[] {{ 4, n }};", $"var {v} = w.sum() * ks[1];"],
            [$"var {p} = new List<double> {{ a }};", $"{p}.Add(b);", $"{p}[0] = 3;", $"var {v} = w.sum() * {p}.Sum();"],
            [$"var {p} = new List<Tensor> {{ {one}, {two} }};", $"{p}.RemoveAt(0);", $"var {v} = {p}[0];"],
            [$"var {p} = new List<Tensor> {{ {one}, {two} }};", $"{p}.Insert(0, w.max());", $"{p}.Reverse();", $"var {v} = {p}[0];"],
            [$"var {p} = new List<Tensor> {{ {one}, {two} }};", $"{p}[1] = w.max();", $"var {v} = {p}[1];"],
            [$"var {p} = new List<Tensor> {{ {one} }};", $"{p}.AddRange(new[] {{ w.max() }});", $"{p}.Clear();", $"{p}.Add({two});",
                $"var {v} = {p}[0] * {p}.Count;"],
            [$"var {p} = new List<List<Tensor>> {{ new(), new() }};", $"{p}[0].Add({one});", $"{p}[1].Add({two});",
                $"var {v} = {p}[0][0];"],
            [$"var ({p}, {q}) = (new List<Tensor>(), new List<Tensor>());", $"{p}.Add({one});", $"{q}.Add({two});",
                $"({p}, {q}) = ({q}, {p});",
                $"var {v} = {p}[0];"],
            [$"var {p} = w;", $"var {q} = {p};", $"{p} = {p} * 2;", $"var {v} = {q}.sum();"],
            [$"var {p} = w.clone();", $"{p}.mul_(2);", $"var {v} = {p}.sum();"],
            [$"var {p} = x.clone();", $"{p}[.., 0] = 0;", $"var {v} = {p}.sum();"],
            [$"var {p} = x.clone();", $"var {q} = {p}[.., 0];", $"{q}.zero_();", $"var {v} = {p}.sum();"],
            [$"var {p} = w.sum();", $"var {q} = {p};", $"{q} += 1;", $"var {v} = {p};"],
            [$"var {p} = w.sum();", $"{p}.add_(1);", $"var {v} = {p} + w.sum();"],
            [$"var {p} = w.sum();", $"ref var {q} = ref {p};", $"{q} = w.max();", $"var {v} = {p};"],
            [$"var {p} = {two3};", $"ref var {q} = ref {p}[0];", $"{q} = w.max();", $"var {v} = {p}[0];"],
            [$"var {p} = new Tensor[2, 2];", $"{p}[0, 1] = {one};", $"var {v} = {p}[0, 1];"],
            [$"var {p} = new Stack<Tensor>();", $"{p}.Push({one});", $"{p}.Push(w.sum());", $"var {v} = {p}.Pop();"],
            [$"var {p} = new Dictionary<string, Tensor> {{ [\"k\"] = {one} }};", $"{p}[\"k\"] = w.max();", $"var {v} = {p}[\"k\"];"]));
        Add(v, Kind.Number);
    }

    // State that functions, lambdas, structs and statics share, and what is computed late.
    private void Stateful(List<string> lines)
    {
        var (v, i, f) = (Fresh("v"), Fresh("i"), Fresh("g"));
        lines.AddRange(Pick<string[]>(
            [$"var {i} = 1;", $"int {f}() => ++{i};", $"var {v} = w.sum() * {f}() + {f}();"],
            [$"var {i} = 1;", $"void {f}() => {i} += 3;", $"{f}();", $"var {v} = w.sum() * {i};"],
            [$"var {i} = 1.0;", $"Tensor {f}(Tensor u) => u * {i};", $"{i} = 2;", $"var {v} = {f}(w).sum();"],
            [$"var {i} = w;", $"Tensor {f}(Tensor u) => u * {i};", $"{i} = {i} + 1;", $"var {v} = {f}(w).sum();"],
            [$"var {i} = 1.0;", $"Func<Tensor, Tensor> {f} = u => u * {i};", $"{i} = 2;", $"var {v} = {f}(w).sum();"],
            [$"Func<Tensor, Tensor> {f} = Squash;", $"var {v} = {f}(w).sum();"],
            [$"var {f} = (Tensor u, double s = 2) => u * s;", $"var {v} = {f}(w).sum();"],
            [$"var {i} = 1;", $"var {f} = Enumerable.Range(0, 3).Select(k => w.sum() * {i});", $"{i} = 5;",
                $"var {v} = stack({f}.ToArray()).sum();"],
            [$"var {i} = 0;", $"var {v} = stack(Enumerable.Range(0, 3).Select(k => w.sum() * {i}++).ToArray()).sum();"],
            [$"var {f} = new Box {{ Value = n }};", $"var {i} = {f};", $"{i}.Value = 7;", $"var {v} = w.sum() * {f}.Value;"],
            [$"var {f} = new Box();", $"{f}.Next();", $"var {v} = w.sum() * {f}.Next();"],
            [$"var {f} = new Holder();", $"var {i} = {f};", $"{i}.Value = 5;", $"var {v} = w.sum() * {f}.Value;"],
            [$"Metres {f} = n;", $"{f}++;", $"var {v} = w.sum() * {f};"],
            [$"Metres {f} = n;", $"{f} += c;", $"var {v} = w.sum() * (double){f};"],
            [$"double {i} = (Metres)3;", $"var {v} = w.sum() * {i};"],
            [$"(double {i}, Metres {f}) = ((Metres)2, 3);", $"var {v} = w.sum() * {i} * {f};"],
            [$"(double, long) {i} = (n, c);", $"var {v} = w.sum() * {i}.Item1 / {i}.Item2 * 0.5;"],
            [$"(byte, double) {i} = (small, n);", $"{i}.Item1 += 100;", $"var {v} = w.sum() * {i}.Item1;"],
            [$"var {i} = (Sum: w.sum(), Count: n);", $"{i}.Count++;", $"{i}.Sum = {i}.Sum * 2;", $"var {v} = {i}.Sum * {i}.Count;"],
            [$"var {i} = (w.sum(), n);", $"var {f} = {i};", $"{f}.Item2 = 9;", $"var {v} = {i}.Item1 * {i}.Item2;"],
            [$"s_turn = 0;", $"s_turn += n;", $"var {v} = w.sum() * s_turn;"],
            [$"Open = n;", $"var {v} = w.sum() * Open;"],
            [$"var {v} = w.sum() * Turn + Turn;"],
            [$"Noted(w);", $"var {v} = w.sum() * s_noted;"],
            [$"var {v} = w.sum() * DateTime.Now.Ticks;"],
            [$"var {v} = w.sum() * Environment.TickCount64;"],
            [$"var {v} = w.sum() * Random.Shared.Next();"],
            [$"void Collect(Tensor u) => n += 2;", $"Collect(w);", $"var {v} = w.sum() * n;"],
            [$"void Dispose() => n += 2;", $"Dispose();", $"var {v} = w.sum() * n;"],
            [$"void Add(Tensor u) => n += 2;", $"Add(w);", $"var {v} = w.sum() * n;"],
            [$"n++;", $"var {v} = w.sum() * n;"],
            [$"a = n++ * a;", $"var {v} = w.sum() * a + n;"],
            [$"x = x * 2;", $"var {v} = x.sum();"],
            [$"w += n;", $"var {v} = w.sum();"],
            [$"small += 100;", $"var {v} = w.sum() * small;"],
            [$"small++;", $"signed--;", $"var {v} = w.sum() * (small + signed);"],
            [$"middle *= 3;", $"var {v} = w.sum() * middle;"],
            [$"byte {i} = 200;", $"{i} += 100;", $"var {v} = w.sum() * {i};"],
            [$"ushort {i} = 3;", $"{i} -= 5;", $"var {v} = w.sum() * {i};"],
            [$"uint {i} = (uint)n;", $"{i} -= 1;", $"var {v} = w.sum() * {i};"],
            [$"int {i} = int.MaxValue;", $"{i} += n;", $"var {v} = w.sum() * {i};"],
            [$"float {i} = 0.1f;", $"{i} += n;", $"var {v} = w.to_type(float64).sum() * {i};"],
            [$"int {i} = 7;", $"{i} = {i}++ + {i};", $"var {v} = w.sum() * {i};"],
            [$"int {i} = 7;", $"{i} *= 1.5 > a ? 2 : 3;", $"var {v} = w.sum() * {i};"],
            [$"int {i} = 7;", $"{i} += (int)1.9;", $"var {v} = w.sum() * {i};"],
            [$"char {i} = 'a';", $"{i}++;", $"var {v} = w.sum() * {i};"],
            [$"var {v} = w.sum() * Choose(on: n++ > 1, n);", $"static int Choose(bool on, int m) => on ? m : -m;"],
            [$"var {v} = Blend(share: n++, u: w.sum() * n, t: x.max() * n);"],
            [$"var {v} = w.sum();", $"Split(w, out var {i}, out {v});", $"{v} = {v}.sum() + {i}.max();"],
            [$"Tensor {v} = null!;", $"{v} ??= w.sum();"],
            [$"var {i} = maybe;", $"{i} ??= 4;", $"{i}++;", $"var {v} = w.sum() * {i}.Value;"],
            [$"int? {i} = null;", $"var {v} = w.sum() * ({i} + 1 ?? 3);"],
            [$"object {i} = n;", $"var {v} = w.sum() * (int){i};"],
            [$"dynamic {i} = n;", $"Tensor {v} = w.sum() * (int){i};"]));
        Add(v, Kind.Number);
    }
}
