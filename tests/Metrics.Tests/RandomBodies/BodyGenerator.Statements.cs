namespace Gen.Metrics.Tests.RandomBodies;

/// <content>Statements.</content>
internal sealed partial class BodyGenerator
{
    private void Statement(List<string> lines, int depth)
    {
        if (Outside(0.25))
        {
            OutsideStatement(lines);
            return;
        }

        switch (depth <= 0 ? _random.Next(9) : _random.Next(23))
        {
            case < 4:
                Declare(lines);
                break;
            case < 7:
                Assign(lines);
                break;
            case 7:
                Tuple(lines);
                break;
            case 8:
                lines.Add($"{Declared(Kind.Int)} = {Int(2)};");
                Add(Last(), Kind.Int);
                break;
            case < 12:
                If(lines, depth);
                break;
            case < 16:
                Loop(lines, depth);
                break;
            case 16:
                Filled(lines);
                break;
            case 17:
                Listed(lines);
                break;
            case 18:
                Switch(lines, depth);
                break;
            case 19:
                LocalFunction(lines);
                break;
            case 20:
                Accumulated(lines);
                break;
            case 21:
                lines.Add($"{Pick("const int", "var", "int")} {Fresh("v")} = 1;");
                Add(Last(), Kind.Axis, false);
                break;
            default:
                Small(lines);
                break;
        }
    }

    private void Declare(List<string> lines)
    {
        var kind = Pick(
            Kind.Rows, Kind.Rows, Kind.Rows, Kind.Wide, Kind.Mask, Kind.Labels, Kind.Number, Kind.Number, Kind.Number, Kind.Vector,
            Kind.Int, Kind.Double, Kind.Bool, Kind.Long, Kind.MaybeRows);
        var value = kind == Kind.Number && Chance(0.2) ? Pick("torch.tensor(0.0)", "torch.zeros(1)", "0.5", "x.sum() * 0") : Value(kind, 2);
        lines.Add($"{(Chance(0.1) && kind == Kind.Rows ? "using " : "")}{Declared(kind)} = {value};");
        Add(Last(), kind, !lines[^1].StartsWith("using", StringComparison.Ordinal));
    }

    private string Last() => $"v{_names - 1}";

    private string Declared(Kind kind) => $"{Type(kind)} {Fresh("v")}";

    private static string Type(Kind kind) => kind switch
    {
        Kind.Int => "int",
        Kind.Long => "long",
        Kind.Double => "double",
        Kind.Bool => "bool",
        Kind.Numbers => "var",
        _ => "Tensor",
    };

    private string Value(Kind kind, int depth) => kind switch
    {
        Kind.Rows => Rows(depth),
        Kind.MaybeRows => AnyRows(depth),
        Kind.Wide => Wide(depth),
        Kind.Mask => Mask(depth),
        Kind.Labels => Labels(depth),
        Kind.Number => Number(depth),
        Kind.Vector => Vector(depth),
        Kind.Int => Int(depth),
        Kind.Long => Chance(0.5) ? Int(depth) : $"({Int(depth)} + big)",
        Kind.Double => Double(depth),
        _ => Bool(depth),
    };

    private void Assign(List<string> lines)
    {
        if (Find(v => v.Assignable && !v.Captured && v.Kind is not (Kind.Numbers or Kind.Counter)) is not { } target)
        {
            Declare(lines);
            return;
        }

        lines.Add(target.Kind switch
        {
            Kind.Int or Kind.Long => Form(
                () => $"{target}++;",
                () => $"++{target};",
                () => $"{target}--;",
                () => $"{target} += {Int(1)};",
                () => $"{target} *= 2;",
                () => $"{target} = {target} - {Int(1)};",
                () => $"{target} = {Int(2)};",
                () => $"{target} /= 2;",
                () => $"{target} <<= 1;"),
            Kind.Double => Form(
                () => $"{target} *= {Double(1)};",
                () => $"{target} += {Int(1)};",
                () => $"{target} = {Double(2)};",
                () => $"{target} -= 0.5;"),
            Kind.Bool => Form(() => $"{target} = {Bool(2)};", () => $"{target} &= {Bool(1)};", () => $"{target} = !{target};"),
            Kind.Small => Form(
                () => $"{target} += {_random.Next(1, 128)};",
                () => $"{target}++;",
                () => $"{target} *= 3;",
                () => $"{target} -= 5;"),
            Kind.Number => Form(
                () => $"{target} = {target} + {Number(1)};",
                () => $"{target} += {Number(1)};",
                () => $"{target} = {Number(2)};",
                () => $"{target} *= {Double(1)};",
                () => $"{target} -= {Reduction(1)};"),
            Kind.Rows => Form(
                () => $"{target} = {target} + {Rows(1)};",
                () => $"{target} += {Rows(1)};",
                () => $"{target} = {Rows(2)};",
                () => $"{target} *= {Double(1)};"),
            Kind.MaybeRows => Form(
                () => $"{target} = {target} + {Rows(1)};",
                () => $"{target} *= {Double(1)};",
                () => $"{target} = {AnyRows(2)};"),
            _ => $"{target} = {Value(target.Kind, 2)};",
        });
    }

    private void Tuple(List<string> lines)
    {
        var (first, second) = (Fresh("t"), Fresh("t"));
        switch (_random.Next(7))
        {
            case 0:
                lines.Add($"var ({first}, {second}) = ({Rows(1)}, {Number(1)});");
                Add(first, Kind.Rows);
                Add(second, Kind.Number);
                break;
            case 1:
                lines.Add($"(double {first}, long {second}) = ({Int(1)}, {Int(1)});");
                Add(first, Kind.Double);
                Add(second, Kind.Long);
                break;
            case 2:
                lines.Add($"var ({first}, {second}) = Ends({Rows(1)});");
                Add(first, Kind.Number);
                Add(second, Kind.Number);
                break;
            case 3:
                lines.Add($"var {first} = (Low: {Number(1)}, High: {Rows(1)});");
                Add($"{first}.Low", Kind.Number, false);
                Add($"{first}.Item2", Kind.Rows, false);
                break;
            case 4 when Target(Kind.Number) is { Captured: false } one && Target(Kind.Number) is { Captured: false } other && one != other:
                lines.Add($"({one}, {other}) = ({other}, {one});");
                break;
            case 5 when Target(Kind.Int) is { Captured: false } one && Target(Kind.Double) is { Captured: false } other:
                lines.Add($"({one}, {other}) = ({one} + {Int(1)}, {one});");
                break;
            default:
                lines.Add($"var ({first}, _) = {Wide(1)}.max(1);");
                Add(first, Kind.Rows);
                break;
        }
    }

    private void If(List<string> lines, int depth)
    {
        lines.Add($"if ({Bool(2)})");
        Block(lines, depth);
        if (Chance(0.5))
        {
            lines.Add(Chance(0.3) ? $"else if ({Bool(1)})" : "else");
            Block(lines, depth);
        }
    }

    private void Block(List<string> lines, int depth)
    {
        lines.Add("{");
        Scoped(() =>
        {
            for (var i = _random.Next(1, 3); i > 0; i--)
            {
                if (Chance(0.7))
                    Assign(lines);
                else
                    Statement(lines, depth - 1);
            }

            if (_loops == 0 && _functions == 0 && Chance(0.08))
                lines.Add($"return {Number(1)};");
            else if (_loops == 0 && _functions == 0 && Chance(0.03))
                lines.Add("throw new ArgumentException(\"no\");");
        });
        lines.Add("}");
    }

    private void Switch(List<string> lines, int depth)
    {
        var text = Chance(0.5);
        lines.Add(text ? "switch (mode)" : $"switch ({Int(1)})");
        lines.Add("{");
        for (var i = 0; i < 2; i++)
        {
            lines.Add(
                text ? $"case \"{(i == 0 ? "sum" : "max")}\":"
                : i == 0 ? Pick("case 0:", "case 0: case 2:")
                : Pick("case 1:", "case > 3:"));
            Block(lines, depth - 1);
            lines.Add(Chance(0.07) && _loops == 0 && _functions == 0 ? $"return {Number(1)};" : "break;");
        }

        if (Chance(0.7))
        {
            lines.Add("default:");
            Block(lines, depth - 1);
            lines.Add("break;");
        }

        lines.Add("}");
    }

    // Integers narrower than int, whose arithmetic wraps.
    private void Small(List<string> lines)
    {
        var type = Pick("byte", "sbyte", "short");
        var name = Fresh("s");
        lines.Add($"{type} {name} = {type switch { "byte" => "small", "sbyte" => "signed", _ => "middle" }};");
        Add(name, Kind.Small);
        if (Chance(0.8))
            lines.Add(Pick($"{name} += 100;", $"{name}++;", $"{name} *= 2;", $"{name} -= 7;", $"{name} = ({type})({name} + 90);"));
    }
}
