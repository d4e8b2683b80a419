using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;

namespace OrleansML.Training.Runs;

/// <summary>What a recipe must meet.</summary>
internal static class TrainingRecipeRules
{
    public static IEnumerable<string> Violations(TrainingRecipe recipe) => OfTask(recipe).Concat(OfOptimizer(recipe.Optimizer)).Concat(OfPlan(recipe));

    private static IEnumerable<string> OfTask(TrainingRecipe recipe)
    {
        if (!Enum.IsDefined(recipe.Task))
            yield return $"the task is {recipe.Task}, which is unknown";
        var isAllowed = recipe.Task switch
        {
            EvaluationTask.Regression => recipe.Classes == 0,
            EvaluationTask.BinaryClassification => recipe.Classes == 2,
            _ => recipe.Classes >= 3,
        };
        if (!isAllowed)
            yield return $"there are {recipe.Classes} classes; regression has 0, binary classification 2, multiclass classification 3 or more";
        if (recipe.ClassWeights is { } weights)
        {
            if (weights.Count != recipe.Classes)
                yield return $"there are {weights.Count} class weights for {recipe.Classes} classes";
            foreach (var weight in weights.Where(weight => !((float)weight > 0 && float.IsFinite((float)weight))))
                yield return $"a class weight is {weight}; finite numbers above 0 are allowed";
        }

        if (recipe.LabelScale is { } scale)
        {
            if (recipe.Task != EvaluationTask.Regression)
                yield return $"a label scale has no meaning with task {recipe.Task}";
            if (scale.Fault is { } fault)
                yield return fault;
        }

        if (recipe.Output is "")
            yield return "the output's name is empty";
    }

    private static IEnumerable<string> OfOptimizer(OptimizerDefinition optimizer)
    {
        if (!Enum.IsDefined(optimizer.Kind))
            yield return $"the optimizer is {optimizer.Kind}, which is unknown";
        if (!Enum.IsDefined(optimizer.Schedule))
            yield return $"the schedule is {optimizer.Schedule}, which is unknown";
        if (optimizer.LearningRate is not (> 0 and <= 10))
            yield return $"the learning rate is {optimizer.LearningRate}; above 0 up to 10 is allowed";
        if (optimizer.WeightDecay is not (>= 0 and <= 1))
            yield return $"the weight decay is {optimizer.WeightDecay}; 0 to 1 is allowed";
        if (optimizer.Momentum is not (>= 0 and < 1))
            yield return $"the momentum is {optimizer.Momentum}; 0 up to below 1 is allowed";
        else if (optimizer.Momentum != 0 && optimizer.Kind != OptimizerKind.Sgd)
            yield return $"a momentum has no meaning with {optimizer.Kind}";
        if (optimizer.ClipNorm is { } norm && !(norm > 0 && double.IsFinite(norm)))
            yield return $"the clip norm is {norm}; a finite number above 0 is allowed";
        if (optimizer.WarmUpSteps is < 0 or > 1_000_000)
            yield return $"there are {optimizer.WarmUpSteps} steps of warm-up; 0 to 1,000,000 are allowed";
    }

    private static IEnumerable<string> OfPlan(TrainingRecipe recipe)
    {
        if (recipe.Epochs is < 1 or > 10_000)
            yield return $"there are {recipe.Epochs} epochs; 1 to 10,000 are allowed";
        if (recipe.BatchRows is < 1 or > 1_048_576)
            yield return $"a step has {recipe.BatchRows} rows; 1 to 1,048,576 are allowed";
        if (recipe.Shards is < 1 or > 256)
            yield return $"there are {recipe.Shards} shards; 1 to 256 are allowed";
        if (recipe.Patience is < 1)
            yield return $"the patience is {recipe.Patience}; 1 or more is allowed";
    }
}
