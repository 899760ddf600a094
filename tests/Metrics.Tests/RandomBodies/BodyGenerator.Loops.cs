namespace Gen.Metrics.Tests.RandomBodies;

/// <content>Loops, and the lists and arrays that they fill.</content>
internal sealed partial class BodyGenerator
{
    private void Loop(List<string> lines, int depth)
    {
        if (Target(Kind.Number) is null)
        {
            lines.Add($"{Declared(Kind.Number)} = {Pick("torch.tensor(0.0)", "x.sum() * 0", "0.0", "torch.zeros(1)", "w.mean()")};");
            Add(Last(), Kind.Number);
        }

        var counter = Fresh("i");
        var header = Header(counter);
        lines.Add(header.Text);
        Turns(lines, depth, counter, header.Kind);
    }

    private (string Text, Kind Kind) Header(string i) => _random.Next(19) switch
    {
        < 5 => ($"for ({Pick("var", "int")} {i} = 0; {i} < {Bound()}; {Pick($"{i}++", $"++{i}", $"{i} += 1")})", Kind.Counter),
        5 => ($"for (int {i} = 1; {i} <= {Bound()}; {i}++)", Kind.Counter),
        6 => ($"for (var {i} = {Bound()}; {i} > 0; {i}--)", Kind.Counter),
        7 => ($"for (int {i} = {Bound()} - 1; {i} >= 0; --{i})", Kind.Counter),
        8 => ($"for (int {i} = 0; {i} < {Bound()}; {i} += 2)", Kind.Counter),
        9 => ($"for (long {i} = 0; {i} < {Bound()}; {i}++)", Kind.Long),
        10 => ($"foreach (var {i} in {Pick("ks", "new[] { 1, 0, 2 }", $"new List<int> {{ 2, {Int(1)} }}")})", Kind.Int),
        11 => ($"foreach ({Pick("var", "double")} {i} in {Pick("ds", $"new[] {{ 0.5, {Double(1)} }}", "ds")})", Kind.Double),
        12 => ($"foreach (double {i} in ks)", Kind.Double),
        13 => ($"foreach (var {i} in Enumerable.Range({Pick("0", "1", "2")}, {Bound()}))", Kind.Counter),
        15 => ($"for (var {i} = {Bound()}; {i} > -2; {i} -= {_random.Next(1, 4)})", Kind.Int),
        16 => ($"for (var {i} = {_random.Next(-1, 2)}; {i} <= {Bound()}; {i} += {_random.Next(2, 4)})", Kind.Int),
        17 => ($"foreach (var {i} in ks.Select(k => k * 0.5))", Kind.Double),
        14 => ($"for (int {i} = 0; {Bound()} > {i}; {i}++)", Kind.Counter),
        _ => ($"foreach (var {i} in ks)", Kind.Int),
    };

    private void Turns(List<string> lines, int depth, string counter, Kind kind)
    {
        _loops++;
        lines.Add("{");
        Scoped(() =>
        {
            Add(counter, kind, false);
            if (Chance(0.2))
                lines.Add($"if ({Turn(counter, kind)}) {Pick("continue;", "break;")}");
            for (var i = _random.Next(1, 3); i > 0; i--)
            {
                var choice = _random.Next(10);
                if (choice < 6 || depth <= 0)
                    Accumulate(lines);
                else
                    Statement(lines, depth - 1);
            }

            if (Chance(0.1))
                lines.Add($"if ({Turn(counter, kind)}) {Pick("continue;", "break;")}");
            if (Chance(0.2))
                Accumulate(lines);
        });
        lines.Add("}");
        _loops--;
    }

    private string Turn(string counter, Kind kind) =>
        kind == Kind.Double ? $"{counter} > 1" : Pick($"{counter} == 1", $"{counter} % 2 == 0", $"{counter} > {Int(1)}", Bool(1));

    private void Accumulate(List<string> lines)
    {
        var target = Find(v => v.Assignable && !v.Captured && v.Kind is Kind.Number or Kind.MaybeRows or Kind.Int or Kind.Double);
        if (target is not { Assignable: true, Captured: false })
        {
            Declare(lines);
            return;
        }

        lines.Add(target.Kind switch
        {
            Kind.Number => Form(
                () => $"{target} = {target} + {Number(1)};",
                () => $"{target} += {Number(1)};",
                () => $"{target} = {target} * 0.5 + {Reduction(1)};",
                () => $"{target} -= {Number(1)};",
                () => $"{target} = torch.maximum({target}, {Number(1)});"),
            Kind.MaybeRows => Form(
                () => $"{target} = {target} + {Rows(1)};",
                () => $"{target} += {Rows(1)};",
                () => $"{target} = {target} * {Rows(1)};"),
            Kind.Int => Form(() => $"{target} += {Int(1)};", () => $"{target}++;", () => $"{target} = {target} * 2 - {Int(0)};"),
            _ => Form(() => $"{target} = {target} * 0.5 + {Double(1)};", () => $"{target} += {Int(1)};"),
        });
    }

    // The usual ways to add up over columns or classes, from a constant.
    private void Accumulated(List<string> lines)
    {
        var (name, i) = (Fresh("v"), Fresh("i"));
        if (Chance(0.5))
        {
            lines.Add($"Tensor {name} = {Pick("0.0", "0", "torch.zeros(1)", "torch.tensor(1.0)")};");
            lines.Add($"for (var {i} = 0; {i} < {Bound()}; {i}++)");
            lines.Add($"    {name} = {name} + x[.., {i} % 3].{Pick("abs()", "square()", "tanh()")};");
            Add(name, Kind.MaybeRows);
        }
        else
        {
            lines.Add($"Tensor {name} = {Pick("0.0", "0", "torch.zeros(1)", "torch.ones(1, dtype: float64)")};");
            lines.Add(Header(i) is { Kind: Kind.Counter } header ? header.Text : $"for (var {i} = 0; {i} < c; {i}++)");
            lines.Add($"    {name} += (yTrue.eq({i}) & {Mask(1)}).sum() / {Pick("yTrue.shape[0]", "(double)x.shape[0]", $"({i} + 1.0)")};");
            Add(name, Kind.Number);
        }
    }

    private void Filled(List<string> lines)
    {
        var (name, i) = (Fresh("a"), Fresh("i"));
        var size = Pick("n", "c", "c", "n + 1", "ks.Length");
        lines.Add($"var {name} = new Tensor[{size}];");
        lines.Add($"for (var {i} = 0; {i} < {Pick($"{name}.Length", size)}; {i}++)");
        lines.Add($"    {name}[{i}] = {Counting(i, () => Reduction(1))};");
        Add(name, Kind.Numbers, false);
        if (Chance(0.3))
        {
            var number = Fresh("v");
            lines.Add($"var {number} = {name}[{Pick("0", "^1", $"{name}.Length - 1")}];");
            Add(number, Kind.Number);
        }
    }

    private void Listed(List<string> lines)
    {
        var (name, i) = (Fresh("l"), Fresh("i"));
        lines.Add($"var {name} = new List<Tensor>();");
        if (Chance(0.3))
            lines.Add($"{name}.Add({Reduction(1)});");
        var header = Header(i);
        lines.Add(header.Text);
        lines.Add("{");
        _loops++;
        Scoped(() =>
        {
            Add(i, header.Kind, false);
            if (Chance(0.2))
                lines.Add($"if ({Turn(i, header.Kind)}) {Pick("continue;", "break;")}");
            if (Chance(0.3))
                Declare(lines);
            lines.Add($"{(Chance(0.2) ? $"if ({Bool(1)}) " : "")}{name}.Add({Reduction(1)});");
        });
        _loops--;
        lines.Add("}");
        Add(name, Kind.Numbers, false);
        if (Chance(0.3))
        {
            var number = Fresh("v");
            lines.Add($"var {number} = {Pick($"{name}[0]", $"x.sum() * {name}.Count", $"{name}[^1]", $"stack({name}).mean()")};");
            Add(number, Kind.Number);
        }
    }
}
