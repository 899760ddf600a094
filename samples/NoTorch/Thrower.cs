using Gen;

/// <summary>Who throws the darts: a block of entries, which other experiments can use too.</summary>
[Config]
public sealed record Thrower
{
    /// <summary>The side on which the thrower stands.</summary>
    public Side Side { get; init; } = Side.Middle;

    /// <summary>Returns where a dart lands in the square from -radius to radius; from the left or right, in that half of it.</summary>
    public (double X, double Y) Throw(Random random, double radius)
    {
        var x = radius * random.NextDouble();
        var y = radius * ((2 * random.NextDouble()) - 1);
        return Side switch
        {
            Side.Left => (-x, y),
            Side.Right => (x, y),
            _ => ((2 * x) - radius, y),
        };
    }
}

/// <summary>Where a thrower stands. By symmetry the estimate does not depend on it.</summary>
public enum Side
{
    /// <summary>In front of the middle.</summary>
    Middle,

    /// <summary>On the left.</summary>
    Left,

    /// <summary>On the right.</summary>
    Right,
}
