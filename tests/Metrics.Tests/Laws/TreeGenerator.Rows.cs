namespace Gen.Metrics.Tests.Laws;

/// <summary>The pieces with a row per row: numbers [n], numbers [n,3] and flags [n].</summary>
internal sealed partial class TreeGenerator
{
    private string Bounded() => _random.Next(4) switch
    {
        0 => $"{Row(3)}.tanh()",
        1 => $"{Row(3)}.clamp(-1, 1)",
        2 => $"Squash({Row(3)})",
        _ => $"{Row(2)}.sigmoid()",
    };

    private string BoundedMatrix() => _random.Next(3) switch
    {
        0 => $"{Matrix(2)}.tanh()",
        1 => $"{Matrix(2)}.softmax(1)",
        _ => $"Squash({Matrix(2)})",
    };

    private string Row(int depth)
    {
        if (mayBeUnstreamable && !Unstreamable && _random.Next(12) == 0)
            return Unstreamed();
        if (depth == 0)
            return RowLeaf();
        return _random.Next(13) switch
        {
            0 or 1 => $"({Row(depth - 1)} + {Row(depth - 1)})",
            2 => $"({Row(depth - 1)} - {Row(depth - 1)})",
            3 => $"({Row(depth - 1)} * {Row(depth - 1)})",
            4 => $"({Row(depth - 1)} / ({Row(depth - 1)}.abs() + 1))",
            5 => $"{Row(depth - 1)}.abs()",
            6 => $"torch.sin({Row(depth - 1)})",
            7 => $"{Row(depth - 1)}.maximum({Row(depth - 1)})",
            8 => $"where({Flags(depth - 1)}, {Row(depth - 1)}, {Row(depth - 1)})",
            9 => $"({_random.Next(1, 4)} - {Row(depth - 1)} * a)",
            10 => $"Blend({Row(depth - 1)}, {Row(depth - 1)}, share: {(_random.Next(2) == 0 ? "a" : "0.25")})",
            11 => $"(c == {_random.Next(1, 4)} ? {Row(depth - 1)} : {Row(depth - 1)})",
            _ => Reduced(depth - 1),
        };
    }

    private string RowLeaf() => _random.Next(8) switch
    {
        0 or 1 => "x",
        2 or 3 => "y",
        4 => $"m[.., {_random.Next(3)}]",
        5 => $"w.select(1, {_random.Next(3)})",
        6 => "s.gather(1, k.unsqueeze(1)).squeeze(1)",
        _ => "k.type_as(x)",
    };

    private string Reduced(int depth) => _random.Next(5) switch
    {
        0 => $"{Matrix(depth)}.sum(1)",
        1 => $"{Matrix(depth)}.mean([-1])",
        2 => $"{Matrix(depth)}.amax(1)",
        3 => $"{Matrix(depth)}.max(1).values",
        _ => $"torch.logsumexp({Matrix(depth)}.tanh(), 1)",
    };

    private string Matrix(int depth)
    {
        if (depth <= 0)
            return _random.Next(2) == 0 ? "m" : "w";
        return _random.Next(8) switch
        {
            0 => $"({Matrix(depth - 1)} + {Matrix(depth - 1)})",
            1 => $"({Matrix(depth - 1)} * {Matrix(depth - 1)})",
            2 => $"({Matrix(depth - 1)} - {Row(depth - 1)}.unsqueeze(1))",
            3 => $"{Matrix(depth - 1)}.abs()",
            4 => $"{Matrix(depth - 1)}.masked_fill(m.gt(w), 0.5)",
            5 => $"({Matrix(depth - 1)} - {Matrix(depth - 1)}.mean([1], keepdim: true))",
            6 => $"s[.., 1..].cos()",
            _ => $"{Matrix(depth - 1)}.T.mul(2).transpose(0, 1)",
        };
    }

    private string Flags(int depth)
    {
        if (depth <= 0)
            return _random.Next(3) switch { 0 => "x.gt(0)", 1 => "s.argmax(1).eq(k)", _ => "y.le(a)" };
        return _random.Next(5) switch
        {
            0 => $"({Flags(depth - 1)} & {Flags(depth - 1)})",
            1 => $"({Flags(depth - 1)} | ~{Flags(depth - 1)})",
            2 => $"{RowLeaf()}.lt({RowLeaf()})",
            3 => "m.gt(w).any(1)",
            _ => $"k.ne({_random.Next(4)})",
        };
    }

    private string Unstreamed()
    {
        Unstreamable = true;
        var row = RowLeaf();
        return _random.Next(8) switch
        {
            0 => $"({row} / ({row}.abs().max() + 1))",
            1 => $"{row}.sort(0).Values",
            2 => $"{row}.cumsum(0)",
            3 => $"{row}.flip(0)",
            4 => "m.softmax(0).sum(1)",
            5 => $"{row}.gt({row}.to_type(float64).mean()).type_as(x)",
            6 => $"({row} - {row}.to_type(float64).sum().item<double>())",
            _ => $"({row} * x.shape[0])",
        };
    }
}
