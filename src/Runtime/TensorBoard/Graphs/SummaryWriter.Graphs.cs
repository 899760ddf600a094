using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>The model's graph.</content>
public sealed partial class SummaryWriter
{
    /// <summary>Adds the graph of the run's model. A run has one: of several, readers show the first.</summary>
    /// <param name="nodes">The operations, in any order.</param>
    /// <exception cref="ArgumentException">A node has no name or another's name, or an input is no node; the message names it.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddGraph(params IReadOnlyList<GraphNode> nodes) => Write(new Event { GraphDef = GraphMessage.Of(nodes).ToByteString() });
}
