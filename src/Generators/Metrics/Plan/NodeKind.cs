namespace Gen.Generators.Metrics.Plan;

/// <summary>What a <see cref="Node"/> stands for. The names are those of the plan's text.</summary>
internal enum NodeKind
{
    /// <summary>A batch tensor. Text: the parameter's name.</summary>
    Input,

    /// <summary>A config value. Text: the parameter's name.</summary>
    Config,

    /// <summary>A C# expression. Text: a template with <c>{0}</c>, <c>{1}</c> … for the children; a brace of its own is doubled.</summary>
    Code,

    /// <summary>The number of rows: of this batch in an update, of all (weights counted) in a result.</summary>
    Rows,

    /// <summary>
    /// The number of elements along the axes in Text (<c>all</c>, or an axis number, the batch's or an item axis) of a row-wise tensor: of this
    /// batch in an update, of all batches (weights counted) in a result. Child: the tensor.
    /// </summary>
    Elements,

    /// <summary>A host value that every batch must agree on, such as a size or a dtype. Child: what gives it in an update. Used in results only.</summary>
    Latch,

    /// <summary>The device: of the inputs in an update, the CPU in a result.</summary>
    Device,

    /// <summary>A reduction over the rows of row-wise tensors; see <see cref="Reduction"/>. Children: the operands. Used in results only.</summary>
    Reduce,

    /// <summary>The second child if the first, a host value, is true, else the third. Only the chosen one is evaluated.</summary>
    If,

    /// <summary>
    /// A value after a loop. Text: the loop's name and the value's number. Children: first index, end (exclusive), then for every carried value
    /// its start and what an iteration makes of it.
    /// </summary>
    Loop,

    /// <summary>A loop's running index, a long. Text: the loop's name.</summary>
    Index,

    /// <summary>A carried value at the start of an iteration. Text: the loop's name and the value's number.</summary>
    Carried,

    /// <summary>A list of tensors with an item added at the end. Children: list, item. An empty list is <see cref="Code"/>.</summary>
    Append,

    /// <summary>Never a value: throws. Text: template of the exception's expression.</summary>
    Throw,
}
