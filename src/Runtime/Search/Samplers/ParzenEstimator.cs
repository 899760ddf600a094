namespace Gen.Search;

/// <summary>A density of the values of one dimension, from those that were seen and a prior of the weight of one.</summary>
internal abstract class ParzenEstimator
{
    /// <summary>Creates the density of some values.</summary>
    public static ParzenEstimator Create(SearchDimension dimension, double[] seen) => dimension is IntervalDimension interval
        ? new IntervalEstimator(interval, seen)
        : new ChoiceEstimator((int)dimension.Count!.Value, seen);

    public abstract double Draw(Random random);

    /// <summary>The density at a value; of a value of finitely many, its probability.</summary>
    public abstract double Density(double value);

    private sealed class ChoiceEstimator : ParzenEstimator
    {
        private readonly double[] _probabilities;

        public ChoiceEstimator(int count, double[] seen)
        {
            _probabilities = new double[count];
            Array.Fill(_probabilities, 1.0 / count / (seen.Length + 1));
            foreach (var value in seen)
                _probabilities[(int)value] += 1.0 / (seen.Length + 1);
        }

        public override double Draw(Random random)
        {
            var rest = random.NextDouble();
            for (var i = 0; i < _probabilities.Length - 1; i++)
            {
                if (rest < _probabilities[i])
                    return i;
                rest -= _probabilities[i];
            }

            return _probabilities.Length - 1;
        }

        public override double Density(double value) => _probabilities[(int)value];
    }

    /// <summary>A mixture of normal distributions, cut off at the ends of the interval. Their widths are the distances to the next
    /// ones.</summary>
    private sealed class IntervalEstimator : ParzenEstimator
    {
        private readonly IntervalDimension _dimension;
        private readonly double _low, _high;
        private readonly (double Mean, double Deviation)[] _normals;

        public IntervalEstimator(IntervalDimension dimension, double[] seen)
        {
            _dimension = dimension;
            (_low, _high) = dimension.Scale;
            var width = _high - _low;
            var prior = (_low + _high) / 2;
            double[] means = [.. seen.Select(dimension.ToScale).Append(prior).Order()];
            var narrowest = width / Math.Min(100, 1 + means.Length);
            var at = Array.IndexOf(means, prior);
            _normals = [.. means.Select((mean, i) => (mean, i == at ? width : Math.Clamp(Distance(means, i), narrowest, width)))];
        }

        public override double Draw(Random random)
        {
            var (mean, deviation) = _normals[random.Next(_normals.Length)];
            while (true)
            {
                // Box and Muller.
                var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
                var value = mean + deviation * radius * Math.Cos(Math.Tau * random.NextDouble());
                if (value >= _low && value < _high)
                    return _dimension.FromScale(value);
            }
        }

        public override double Density(double value)
        {
            var (from, to) = _dimension.IsInteger
                ? (_dimension.ToScale(value - 0.5), _dimension.ToScale(value + 0.5))
                : (_dimension.ToScale(value), double.NaN);
            var sum = 0.0;
            foreach (var (mean, deviation) in _normals)
            {
                var inside = Normal.Between((_low - mean) / deviation, (_high - mean) / deviation);
                sum += (_dimension.IsInteger
                    ? Normal.Between((from - mean) / deviation, (to - mean) / deviation)
                    : Normal.Density((from - mean) / deviation) / deviation) / inside;
            }

            return sum / _normals.Length;
        }

        // The ends of the interval are no neighbors.
        private static double Distance(double[] sorted, int i) => Math.Max(
            i > 0 ? sorted[i] - sorted[i - 1] : 0,
            i < sorted.Length - 1 ? sorted[i + 1] - sorted[i] : 0);
    }
}

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(Math.Tau);

    /// <summary>The probability of a range.</summary>
    public static double Between(double low, double high) =>
        low > 0 ? Between(-high, -low) : (ErfComplement(-high / Math.Sqrt(2)) - ErfComplement(-low / Math.Sqrt(2))) / 2;

    // Chebyshev fit with a relative error below 1.2e-7 (Press et al., Numerical Recipes).
    private static double ErfComplement(double x)
    {
        var t = 1 / (1 + Math.Abs(x) / 2);
        var polynomial = -1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * (0.27886807
            + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
        var value = t * Math.Exp(-x * x + polynomial);
        return x >= 0 ? value : 2 - value;
    }
}
