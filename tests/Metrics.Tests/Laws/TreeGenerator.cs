namespace Gen.Metrics.Tests.Laws;

/// <summary>
/// Writes random well-typed formulas. What is reduced is bounded and denominators are at least 1, so that rounding cannot be taken for a
/// wrong value; what can jump (a comparison, an argmax) is asked of rows only, since those are computed alike in every batch.
/// </summary>
internal sealed partial class TreeGenerator(int seed, bool mayBeUnstreamable)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _statements = [];
    private int _locals;

    /// <summary>Whether a piece was put in that cannot be streamed.</summary>
    public bool Unstreamable { get; private set; }

    /// <summary>A class with one formula, in the form of the corpus.</summary>
    public string Class(string name)
    {
        var result = Result(3);
        return $$"""
            // inputs: x real; y unit; m real(3); w unit(3); k labels(4); s scores(4)
            // config: a = {{_random.Next(1, 20) / 10.0}}; c = {{_random.Next(1, 4)}}
            // rows: 2
            public static partial class {{name}}
            {
                [Metric] public static Tensor Value(Tensor x, Tensor y, Tensor m, Tensor w, Tensor k, Tensor s, double a, int c)
                {
                    {{string.Join("\n        ", _statements)}}
                    return {{result}};
                }

                private static Tensor Squash(Tensor t) => t / (t.abs() + 1);

                private static Tensor Blend(Tensor t, Tensor u, double share = 0.5) => share * t + (1 - share) * u;
            }

            """;
    }

    /// <summary>A number that the reductions alone decide.</summary>
    private string Result(int depth)
    {
        if (depth == 0 || _random.Next(6) == 0)
            return Local(Number());
        return _random.Next(12) switch
        {
            0 or 1 => $"({Result(depth - 1)} + {Result(depth - 1)})",
            2 => $"({Result(depth - 1)} - {Result(depth - 1)})",
            3 => $"({Result(depth - 1)} * {Result(depth - 1)})",
            4 or 5 => $"({Result(depth - 1)} / ({Result(depth - 1)}.abs() + 1))",
            6 => $"({Result(depth - 1)}.abs() + 0.1).sqrt()",
            7 => $"{Result(depth - 1)}.tanh().exp()",
            8 => $"torch.maximum({Result(depth - 1)}, {Result(depth - 1)})",
            9 => $"({Result(depth - 1)} * a)",
            10 => $"(c > 1 ? {Result(depth - 1)} : {Result(depth - 1)})",
            _ => Local(Loop()),
        };
    }

    /// <summary>One reduction to a number, or several and something over them.</summary>
    private string Number() => _random.Next(20) switch
    {
        0 or 1 => $"{Bounded()}.sum()",
        2 or 3 => $"{Bounded()}.mean()",
        4 => $"{Bounded()}.max()",
        5 => $"torch.min({Bounded()})",
        6 => $"{Bounded()}.std(unbiased: false).square()",
        7 => $"({BoundedMatrix()}.sum() / x.shape[0])",
        8 => $"{Flags(2)}.to_type(float64).mean()",
        9 => $"({Flags(1)}.sum() / (double)x.size(0))",
        10 => CoMoment(),
        11 => $"{Bounded()}.dot({Bounded()})",
        12 => $"{Vector()}.mean()",
        13 => $"{Vector()}.amax(0)",
        14 => $"{Vector()}[{_random.Next(3)}]",
        15 => $"{BoundedMatrix()}.T.matmul({BoundedMatrix()}).diag().sum()",
        16 => $"({BoundedMatrix()} * functional.one_hot(k.clamp(max: 2), 3)).sum(dim: 0).square().sum().sqrt()",
        17 => $"(functional.one_hot(s.argmax(1), 4) * functional.one_hot(k, 4)).sum(dim: 0).to_type(float64).square().sum()",
        18 => $"where({Flags(1)}, {Bounded()}, torch.zeros_like(x)).sum()",
        _ => $"functional.mse_loss({Bounded()}, {Bounded()})",
    };

    /// <summary>Three numbers, one per column.</summary>
    private string Vector() => _random.Next(7) switch
    {
        0 or 1 => $"{BoundedMatrix()}.sum(dim: 0)",
        2 => $"{BoundedMatrix()}.mean([0])",
        3 => $"{BoundedMatrix()}.amin(0)",
        4 => $"{BoundedMatrix()}.var(0, unbiased: false)",
        5 => $"{BoundedMatrix()}.T.sum(1)",
        _ => $"{BoundedMatrix()}.mean([0], keepdim: true).squeeze(0)",
    };

    private string CoMoment()
    {
        var (left, right) = (Local(Bounded()), Local(Bounded()));
        return $"(({left} - {left}.mean()) * ({right} - {right}.mean())).mean()";
    }

    /// <summary>A loop over the classes, as far as a config value says.</summary>
    private string Loop()
    {
        var name = $"parts{_locals++}";
        var row = Bounded();
        var each = _random.Next(3) switch
        {
            0 => $"({row} * k.eq(i).to_type(float64)).sum()",
            1 => $"({row} * (i + 1)).tanh().mean()",
            _ => $"(k.eq(i) & {Flags(1)}).sum().to_type(float64)",
        };
        _statements.Add($"var {name} = new List<Tensor>();");
        _statements.Add($"for (var i = 0; i < c; i++) {name}.Add({each});");
        return $"stack({name}).mean()";
    }

    // Half of them get a name, which later pieces do not use but the planner must follow.
    private string Local(string expression)
    {
        if (_random.Next(2) == 0)
            return $"({expression})";
        var name = $"t{_locals++}";
        _statements.Add($"var {name} = {expression};");
        return name;
    }
}
