namespace Gen;

/// <summary>An observer with a queue of its own, into which <c>--queue</c> puts runs instead of the runs directory.</summary>
internal interface IQueueObserver : IRunObserver
{
    /// <summary>The variable with the token of the worker that has started the program.</summary>
    const string TokenVariable = "GEN_STORE_CLAIM";

    /// <summary>Adds a run.</summary>
    /// <returns>What the user is told.</returns>
    /// <exception cref="UserErrorException">The run cannot be queued.</exception>
    string Add(Run run);

    /// <summary>Begins a run that a worker has taken from the queue, before anything else of it happens.</summary>
    /// <exception cref="UserErrorException">Another worker has it.</exception>
    void Begin(Run run, string claim);

    /// <summary>
    /// Writes into the queue the folder of a run that has begun. Whoever takes it over after the death of this process looks there for
    /// checkpoints, so that it must not wait for the first event.
    /// </summary>
    void SetFolder(Run run);
}
