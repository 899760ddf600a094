
namespace Gen.Training;

/// <summary>A learning rate as a function of time only, so that a resumed training continues exactly.</summary>
/// <param name="t">The number of completed epochs or steps.</param>
/// <param name="rate">The optimizer's own learning rate.</param>
/// <returns>The learning rate at that time.</returns>
public delegate double Schedule(long t, double rate);

/// <summary>
/// Learning-rate schedules in closed form. Unless stated otherwise, they equal the class of the same name in PyTorch's
/// torch.optim.lr_scheduler. <c>r</c> is the optimizer's own learning rate, <c>t</c> the number of completed epochs or steps, which are
/// also the unit of lengths.
/// </summary>
public static class Schedules
{
    /// <summary>r (ConstantLR without a factor).</summary>
    public static Schedule Constant() => static (_, rate) => rate;

    /// <summary>r · gamma^⌊t / every⌋ (StepLR).</summary>
    public static Schedule Step(long every, double gamma = 0.1) => (t, rate) => rate * Math.Pow(gamma, t / every);

    /// <summary>r · gamma^(milestones up to t) (MultiStepLR).</summary>
    public static Schedule MultiStep(IReadOnlyCollection<int> milestones, double gamma = 0.1) =>
        (t, rate) => rate * Math.Pow(gamma, milestones.Count(m => m <= t));

    /// <summary>r · gamma^t (ExponentialLR).</summary>
    public static Schedule Exponential(double gamma) => (t, rate) => rate * Math.Pow(gamma, t);

    /// <summary>minimum + (r - minimum) · (1 + cos(π t / length)) / 2, and <c>minimum</c> after that, where CosineAnnealingLR would
    /// increase again (Loshchilov and Hutter 2017).</summary>
    public static Schedule Cosine(long length, double minimum = 0) => (t, rate) => HalfCosine(Share(t, length), rate, minimum);

    /// <summary><see cref="Cosine"/> with restarts: the first cycle has length <paramref name="first"/>, and each following cycle is longer
    /// by a factor (CosineAnnealingWarmRestarts).</summary>
    public static Schedule CosineWarmRestarts(long first, int factor = 1, double minimum = 0) => (t, rate) =>
    {
        var length = first;
        if (factor == 1)
            t %= length;
        while (t >= length)
        {
            t -= length;
            length *= factor;
        }

        return HalfCosine((double)t / length, rate, minimum);
    };

    /// <summary>r times a factor that changes linearly from <paramref name="start"/> to <paramref name="end"/> (LinearLR).</summary>
    public static Schedule Linear(long length, double start = 1, double end = 0) =>
        (t, rate) => rate * (start + ((end - start) * Share(t, length)));

    /// <summary>minimum + (r - minimum) · (1 - t / length)^power, and <c>minimum</c> after that (PolynomialLR, where minimum is
    /// 0).</summary>
    public static Schedule Polynomial(long length, double power = 1, double minimum = 0) =>
        (t, rate) => minimum + ((rate - minimum) * Math.Pow(1 - Share(t, length), power));

    /// <summary>
    /// From r / <paramref name="initialDivisor"/> to r in the fraction <paramref name="peak"/> of the cycle, then down to the initial rate
    /// divided by <paramref name="finalDivisor"/> (OneCycleLR; Smith and Topin 2018). The momentum is not changed.
    /// </summary>
    public static Schedule OneCycle(
        long length,
        double peak = 0.3,
        double initialDivisor = 25,
        double finalDivisor = 1e4,
        AnnealMode anneal = AnnealMode.Cos
    ) =>
        (t, rate) =>
        {
            var (top, end) = (Math.Max((peak * length) - 1, 0), (double)(length - 1));
            var initial = rate / initialDivisor;
            if (t <= top)
                return top > 0 ? Between(initial, rate, t / top, anneal) : rate;
            return t < end ? Between(rate, initial / finalDivisor, (t - top) / (end - top), anneal) : initial / finalDivisor;
        };

    /// <summary>
    /// Linearly up from <paramref name="minimum"/> to r and down again (CyclicLR with max_lr = r; Smith 2017). Depending on
    /// <paramref name="mode"/>, the height above the minimum is halved after each cycle or multiplied by gamma^t. The momentum is not
    /// changed.
    /// </summary>
    public static Schedule Cyclic(long up, long down, double minimum = 0, CycleMode mode = CycleMode.Triangular, double gamma = 1) =>
        (t, rate) =>
        {
            var (cycle, at) = (t / (up + down), t % (up + down));
            var height = at <= up ? (double)at / up : (double)(up + down - at) / down;
            var scale = mode switch
            {
                CycleMode.Triangular2 => Math.Pow(0.5, cycle),
                CycleMode.ExpRange => Math.Pow(gamma, t),
                _ => 1,
            };
            return minimum + ((rate - minimum) * height * scale);
        };

    /// <summary>A linear warm-up, r · (t + 1) / (length + 1), followed by another schedule.</summary>
    public static Schedule Warmup(long length, Schedule then)
    {
        ArgumentNullException.ThrowIfNull(then);

        // The warm-up ends at the first rate of the other schedule, which need not be r.
        return (t, rate) => t < length ? then(0, rate) * (t + 1) / (length + 1) : then(t - length, rate);
    }

    private static double Share(long t, long length) => Math.Min((double)t / length, 1);

    private static double HalfCosine(double share, double rate, double minimum) =>
        minimum + ((rate - minimum) * (1 + Math.Cos(Math.PI * share)) / 2);

    private static double Between(double from, double to, double share, AnnealMode anneal) =>
        anneal == AnnealMode.Linear ? from + ((to - from) * share) : HalfCosine(share, from, to);
}
