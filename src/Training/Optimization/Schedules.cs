
namespace Gen.Training;

/// <summary>A step size as a function of time alone, so that a training that goes on later goes on exactly.</summary>
/// <param name="t">Epochs or steps that are done, from 0.</param>
/// <param name="rate">The optimizer's own learning rate.</param>
/// <returns>The learning rate then.</returns>
public delegate double Schedule(long t, double rate);

/// <summary>
/// Schedules in closed form. But for what is said, they give the numbers of PyTorch's torch.optim.lr_scheduler class of the same name;
/// <c>r</c> is the optimizer's own rate, <c>t</c> counts epochs or steps from 0.
/// </summary>
public static class Schedules
{
    /// <summary>r.</summary>
    public static Schedule Constant() => static (_, rate) => rate;

    /// <summary>r · gamma^⌊t / every⌋ (StepLR).</summary>
    public static Schedule Step(long every, double gamma = 0.1) => (t, rate) => rate * Math.Pow(gamma, t / every);

    /// <summary>r · gamma^(milestones up to t) (MultiStepLR).</summary>
    public static Schedule MultiStep(IReadOnlyCollection<int> milestones, double gamma = 0.1) => (t, rate) => rate * Math.Pow(gamma, milestones.Count(m => m <= t));

    /// <summary>r · gamma^t (ExponentialLR).</summary>
    public static Schedule Exponential(double gamma) => (t, rate) => rate * Math.Pow(gamma, t);

    /// <summary>least + (r - least) · (1 + cos(π t / length)) / 2, and <c>least</c> after that, where CosineAnnealingLR goes up again (Loshchilov and Hutter 2017).</summary>
    public static Schedule Cosine(long length, double least = 0) => (t, rate) => HalfCosine(Share(t, length), rate, least);

    /// <summary>The same with T in place of length, again and again: T is <paramref name="first"/> and grows by a factor with each restart (CosineAnnealingWarmRestarts).</summary>
    public static Schedule CosineWarmRestarts(long first, int factor = 1, double least = 0) => (t, rate) =>
    {
        var length = first;
        if (factor == 1)
            t %= length;
        while (t >= length)
        {
            t -= length;
            length *= factor;
        }

        return HalfCosine((double)t / length, rate, least);
    };

    /// <summary>r times a factor that goes evenly from <paramref name="start"/> to <paramref name="end"/>, and stays there (LinearLR).</summary>
    public static Schedule Linear(long length, double start = 1, double end = 0) => (t, rate) => rate * (start + ((end - start) * Share(t, length)));

    /// <summary>least + (r - least) · (1 - t / length)^power, and <c>least</c> after that (PolynomialLR, where least is 0).</summary>
    public static Schedule Polynomial(long length, double power = 1, double least = 0) => (t, rate) => least + ((rate - least) * Math.Pow(1 - Share(t, length), power));

    /// <summary>
    /// Up from r / <paramref name="initialDivisor"/> to r, which takes the share <paramref name="peak"/> of the time, and down to the initial rate /
    /// <paramref name="finalDivisor"/> (OneCycleLR; Smith and Topin 2018). The momentum stays as it is.
    /// </summary>
    public static Schedule OneCycle(long length, double peak = 0.3, double initialDivisor = 25, double finalDivisor = 1e4, AnnealMode anneal = AnnealMode.Cos) => (t, rate) =>
    {
        var (top, end) = (Math.Max((peak * length) - 1, 0), (double)(length - 1));
        var initial = rate / initialDivisor;
        if (t <= top)
            return top > 0 ? Between(initial, rate, t / top, anneal) : rate;
        return t < end ? Between(rate, initial / finalDivisor, (t - top) / (end - top), anneal) : initial / finalDivisor;
    };

    /// <summary>
    /// Evenly up from <paramref name="least"/> to r and down again (CyclicLR, max_lr being r; Smith 2017). The height above the least rate is halved
    /// after each cycle or multiplied by gamma^t, as <paramref name="mode"/> says. The momentum stays as it is.
    /// </summary>
    public static Schedule Cyclic(long up, long down, double least = 0, CycleMode mode = CycleMode.Triangular, double gamma = 1) => (t, rate) =>
    {
        var (cycle, at) = (t / (up + down), t % (up + down));
        var height = at <= up ? (double)at / up : (double)(up + down - at) / down;
        var scale = mode switch { CycleMode.Triangular2 => Math.Pow(0.5, cycle), CycleMode.ExpRange => Math.Pow(gamma, t), _ => 1 };
        return least + ((rate - least) * height * scale);
    };

    /// <summary>r · (t + 1) / (length + 1) for the first <paramref name="length"/> epochs or steps; then another schedule begins at its 0.</summary>
    public static Schedule WarmUp(long length, Schedule then)
    {
        ArgumentNullException.ThrowIfNull(then);

        // Another schedule's beginning need not be the full rate: that is what is warmed up to.
        return (t, rate) => t < length ? then(0, rate) * (t + 1) / (length + 1) : then(t - length, rate);
    }

    private static double Share(long t, long length) => Math.Min((double)t / length, 1);

    private static double HalfCosine(double share, double rate, double least) => least + ((rate - least) * (1 + Math.Cos(Math.PI * share)) / 2);

    private static double Between(double from, double to, double share, AnnealMode anneal) =>
        anneal == AnnealMode.Linear ? from + ((to - from) * share) : HalfCosine(share, from, to);
}
