using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

/// <summary>A part of the page "custom scalars", which can be folded.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Charts">The charts in it.</param>
public sealed record LayoutCategory(string Title, params IReadOnlyList<LayoutChart> Charts)
{
    /// <summary>Whether it is folded at first.</summary>
    /// <value>False by default.</value>
    public bool Closed { get; init; }

    internal Category Message() => new() { Title = Title, Closed = Closed, Chart = { Charts.Select(c => c.Message()) } };
}
