using OrleansML.Learning.Evaluation;
using OrleansML.Training.Runs;

namespace OrleansML.TrainingTests.Runs;

/// <summary>Rows, and replicas that learn from them; everything is removed at the end.</summary>
internal sealed class ReplicaFixture : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<IDisposable> _owned = [];

    static ReplicaFixture() => torch.set_num_threads(1);

    public ReplicaFixture(EvaluationTask task, int rows, int validationRows = 0)
    {
        Train = Own(RunCase.Rows(_directory, task, rows));
        Validation = Own(RunCase.Rows(_directory, task, validationRows));
    }

    public ReplicaFixture(int inputs, float[] features, float[] labels)
    {
        Train = Own(RunCase.Rows(_directory, inputs, features, labels, RunCase.Numbers(labels.Length, _ => 1)));
        Validation = Own(RunCase.Rows(_directory, inputs, [], [], []));
    }

    public TrainingRows Train { get; }

    public TrainingRows Validation { get; }

    public TrainingReplica Create(TrainingRecipe recipe, ModelProto model) => Own(TrainingReplica.Create(recipe, model, Train, Validation));

    public TrainingReplica Create(TrainingRecipe recipe) => Create(recipe, RunCase.Network(recipe.Task));

    public void Dispose()
    {
        foreach (var owned in Enumerable.Reverse(_owned))
            owned.Dispose();
        _directory.Dispose();
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
