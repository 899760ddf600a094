using Xunit;

// Tests count live tensors and seed torch's generator, which are shared by the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
