namespace Gen.Metrics.Tests.RandomBodies;

/// <content>Local functions, lambdas, and what is given to helpers.</content>
internal sealed partial class BodyGenerator
{
    private void LocalFunction(List<string> lines)
    {
        var name = Fresh("F");
        foreach (var variable in _scope.Where(_ => !_options.Outside || Chance(0.7)))
            variable.Captured = true;
        _functions++;
        if (Chance(0.3))
        {
            lines.Add(
                Chance(0.4) ? $"Func<double, double> {name} = u => u * {Double(0)} + 1;"
                : $"{Pick("", "static ")}double {name}(double u) => u * 0.5 + 1;");
            _functions--;
            _scope.Add(new(name, Kind.Double, false) { Function = true });
            return;
        }

        var kind = Pick(Kind.Rows, Kind.Number);
        Scoped(() =>
        {
            var parameter = Fresh("p");
            Add(parameter, Kind.Rows, false);
            var isLambda = Chance(0.4);
            var head = isLambda ? $"Func<Tensor, Tensor> {name} = {parameter} =>" : $"Tensor {name}(Tensor {parameter})";
            if (Chance(0.6))
            {
                lines.Add($"{head}{(isLambda ? "" : " =>")} {Value(kind, 2)};");
                return;
            }

            lines.Add(head);
            lines.Add("{");
            Declare(lines);
            lines.Add($"return {Value(kind, 1)};");
            lines.Add(isLambda ? "};" : "}");
        });
        _functions--;
        _scope.Add(new(name, kind, false) { Function = true });
    }

    private string? Function(Kind kind) => _scope.LastOrDefault(v => v.Function && v.Kind == kind)?.Name;

    // A function of rows for a helper that calls it.
    private string Given(Kind kind, int depth) =>
        Chance(0.4) && Function(kind) is { } known ? known
        : Chance(0.15) && kind == Kind.Rows ? "Squash"
        : With(Kind.Rows, p => $"{p} => {Value(kind, depth)}");

    // An expression in which a lambda's parameter is a variable.
    private string With(Kind kind, Func<string, string> write)
    {
        var (name, text) = (Fresh("u"), "");
        _functions++;
        Scoped(() =>
        {
            Add(name, kind, false);
            text = write(name);
        });
        _functions--;
        return text;
    }

    // Tensors of one kind by functions that are given to helpers.
    private string Applied(Kind kind, int depth) => Form(
        () => $"Apply({Given(kind, depth)}, {Rows(depth)})",
        () => kind == Kind.Rows ? $"Outer({Given(kind, 0)}, {Rows(depth)}, {Double(1)})" : $"Apply({Given(kind, depth)}, w)",
        () => kind == Kind.Rows ? $"Twice((u, share) => u * share + {Rows(0)}, {Rows(depth)})"
            : $"Folded((p, q) => p * 0.5 - q * {Number(0)}, {Number(depth)}, {Bound()})");
}
