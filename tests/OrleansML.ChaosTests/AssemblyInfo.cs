// Each test fills the machine with processes and measures time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
