using Xunit;

// Tests count live tensors and seed torch's generator, both of which the whole process shares.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
