namespace Gen.Observers;

/// <summary>
/// When <c>metrics.json</c>, which can only be rewritten whole, is worth rewriting at a heartbeat. Either rule alone keeps the total cost linear:
/// there are four times the points (so all rewrites together are at most 4/3 of the last one), or the last rewrite took less than a
/// two-thousandth of the time since (so all of them take at most 0.05 % of the run).
/// </summary>
internal struct RewriteBudget
{
    private const int TimeShare = 2000;

    private long _points;
    private TimeSpan _at, _cost;

    /// <summary>Whether to rewrite now.</summary>
    /// <param name="points">Points there are.</param>
    /// <param name="now">Time since the run started.</param>
    public readonly bool Allows(long points, TimeSpan now) =>
        points > _points && (points >= 4 * _points || now - _at >= TimeShare * _cost);

    /// <summary>Takes note of a rewrite.</summary>
    public void Spent(long points, TimeSpan now, TimeSpan cost) => (_points, _at, _cost) = (points, now, cost);
}
