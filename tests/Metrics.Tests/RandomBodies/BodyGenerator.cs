using System.Text.RegularExpressions;

namespace Gen.Metrics.Tests.RandomBodies;

/// <summary>
/// Writes random well-typed metric bodies. What is reduced is mostly bounded and denominators are mostly at least 1, so that rounding
/// cannot be taken for a wrong value; what can jump (a comparison, an argmax) is asked of rows, or of results at odd thresholds.
/// </summary>
internal sealed partial class BodyGenerator
{
    private const string Inputs = "yTrue yPred x w";

    private readonly Random _random;
    private readonly BodyOptions _options;
    private readonly List<Variable> _scope = [];
    private int _names;
    private int _loops;
    private int _outsideLeft;
    private int _functions;

    public BodyGenerator(int seed, BodyOptions options)
    {
        _random = new(seed);
        _options = options;
        _outsideLeft = options.Outside ? _random.Next(1, 4) : _random.Next(12) == 0 ? 1 : 0;
    }

    /// <summary>A class with the metric and the members that it uses.</summary>
    public string Class(string name)
    {
        var lines = new List<string>();
        for (var i = _random.Next(1, 6); i > 0; i--)
            Statement(lines, 2);
        Return(lines);
        var body = string.Concat(lines.Select(l => $"        {l}\n"));
        var members = string.Concat(Used(body).Select(m => $"\n    {m.Replace("\n", "\n    ")}\n"));
        return $$"""
            public static partial class {{name}}
            {
                [Metric] public static Tensor Value({{Parameters(body)}})
                {
            {{body}}    }
            {{members}}}

            """;
    }

    private static HashSet<string> Words(string text) => [.. Regex.Matches(text, @"[A-Za-z_]\w*").Select(m => m.Value)];

    // Members that the body mentions.
    private static IEnumerable<string> Used(string body)
    {
        var words = Words(body);
        return s_members.Where(m => words.Contains(m.Key)).Select(m => m.Value);
    }

    // Those that the body mentions: parameters with a default come last.
    private string Parameters(string body)
    {
        var words = Words(body);
        var tensors = Inputs.Split(' ').Where(words.Contains).DefaultIfEmpty("x").Select(t => "Tensor " + t);
        var config = BodyConfig.Names.Where(words.Contains).Select(c => BodyConfig.Declaration(c, _options.Nullable)!);
        return string.Join(", ", tensors.Concat(config));
    }

    private void Return(List<string> lines)
    {
        var terms = new List<string>();
        foreach (var variable in _scope.Where(v => !v.Function && Chance(0.85)))
        {
            if (Term(variable) is { } term)
                terms.Add(term);
        }

        if (terms.Count == 0 || Chance(0.4))
            terms.Add(Number(2));
        var last = string.Join(" + ", terms);
        lines.Add(Chance(0.12) ? $"return stack(new[] {{ {Number(1)}, {Number(1)} }}) * ({last});"
            : Chance(0.1) ? $"return {Vector(1)} + ({last});"
            : $"return {last};");
    }

    // How a variable takes part in the value.
    private string? Term(Variable variable) => variable.Kind switch
    {
        Kind.Rows or Kind.MaybeRows => $"{variable}.{Pick("mean()", "sum()", "max()", "tanh().sum()")}",
        Kind.Wide => $"{variable}.{Pick("mean()", "sum()", "amax(1).mean()", "sum(dim: 0).max()")}",
        Kind.Mask => $"{variable}.sum()",
        Kind.Labels => $"{variable}.{Pick("sum()", "max()", "to_type(float64).mean()")}",
        Kind.Number => $"{variable}",
        Kind.Vector => $"{variable}.{Pick("sum()", "max()", "mean()")}",
        Kind.Int or Kind.Long or Kind.Double or Kind.Small => Pick($"(w * {variable}).mean()", $"w.sum() * {variable}", $"{variable}"),
        Kind.Bool => $"({variable} ? w.sum() : x.mean())",
        Kind.Numbers => $"stack({variable}).{Pick("sum()", "mean()", "max()")}",
        _ => null,
    };

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private string Form(params Func<string>[] choices) => Form<string>(choices);

    private T Form<T>(params Func<T>[] choices) => choices[_random.Next(choices.Length)]();

    // Whether to write a form beyond the followed language here.
    private bool Outside(double probability = 0.12)
    {
        if (_outsideLeft == 0 || !Chance(probability))
            return false;
        _outsideLeft--;
        return true;
    }

    private string Fresh(string prefix) => $"{prefix}{_names++}";

    private Variable? Find(Func<Variable, bool> wanted)
    {
        var found = _scope.Where(v => !v.Function && wanted(v)).ToList();
        return found.Count == 0 ? null : found[_random.Next(found.Count)];
    }

    private Variable? Find(Kind kind) => Find(v => v.Kind == kind);

    private Variable? Target(Kind kind) => Find(v => v.Kind == kind && v.Assignable);

    private Variable Add(string name, Kind kind, bool assignable = true)
    {
        var variable = new Variable(name, kind, assignable);
        _scope.Add(variable);
        return variable;
    }

    // What is declared in a block ends with it.
    private void Scoped(Action write)
    {
        var count = _scope.Count;
        write();
        _scope.RemoveRange(count, _scope.Count - count);
    }

    /// <summary>What a variable of a body holds.</summary>
    private enum Kind
    {
        /// <summary>Numbers [n].</summary>
        Rows,

        /// <summary>Numbers [n], or a number or [1] on another path.</summary>
        MaybeRows,

        /// <summary>Numbers [n,3].</summary>
        Wide,

        /// <summary>Bools [n].</summary>
        Mask,

        /// <summary>Integers [n].</summary>
        Labels,

        /// <summary>A number that reductions give.</summary>
        Number,

        /// <summary>Three numbers that reductions give.</summary>
        Vector,
        Int,
        Long,
        Double,
        Small,
        Bool,

        /// <summary>A list or array of numbers.</summary>
        Numbers,

        /// <summary>A loop's counter, at least 0.</summary>
        Counter,

        /// <summary>An int that is 1.</summary>
        Axis,
    }

    private sealed record Variable(string Name, Kind Kind, bool Assignable)
    {
        /// <summary>A lambda or local function reads it.</summary>
        public bool Captured { get; set; }

        /// <summary>A local function of a tensor with rows, or of a double; the kind is its value's.</summary>
        public bool Function { get; init; }

        public override string ToString() => Name;
    }
}
