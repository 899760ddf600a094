using Gen;

/// <summary>Who throws the darts: a block of entries that other experiments could have too.</summary>
[Config]
public sealed class Thrower
{
    /// <summary>The side that the thrower stands on.</summary>
    public Side Side { get; init; } = Side.Middle;

    /// <summary>A dart's place in the square from -radius to radius on both axes; from the left or right, in that half of it.</summary>
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

/// <summary>Where a thrower stands. By symmetry the estimate is the same from everywhere.</summary>
public enum Side
{
    /// <summary>In front of the middle.</summary>
    Middle,

    /// <summary>On the left.</summary>
    Left,

    /// <summary>On the right.</summary>
    Right,
}
