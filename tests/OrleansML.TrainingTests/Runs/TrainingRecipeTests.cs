using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;
using OrleansML.Training.Networks;
using OrleansML.Training.Runs;

namespace OrleansML.TrainingTests.Runs;

/// <summary>What a recipe must meet, and what tells recipes apart.</summary>
public class TrainingRecipeTests
{
    [Fact]
    public void Validate_EverythingWrong_NamesAll()
    {
        var recipe = new TrainingRecipe
        {
            Task = EvaluationTask.BinaryClassification,
            Classes = 3,
            ClassWeights = [1, 0],
            LabelScale = new LabelScale(0, 0),
            Optimizer = new OptimizerDefinition
            {
                Kind = OptimizerKind.Adam, LearningRate = 11, WeightDecay = -1, Momentum = 0.5, ClipNorm = 0, WarmUpSteps = -1,
            },
            Epochs = 0,
            BatchRows = 0,
            Shards = 257,
            Seed = 1,
            Patience = 0,
            Output = "",
        };

        var message = Assert.Throws<ArgumentException>(recipe.Validate).Message;

        Assert.Equal(
            "The recipe cannot be used: there are 3 classes; regression has 0, binary classification 2, multiclass classification 3 or more; "
            + "there are 2 class weights for 3 classes; a class weight is 0; finite numbers above 0 are allowed; "
            + "a label scale has no meaning with task BinaryClassification; the deviation is 0; a finite 32-bit number above 0 is needed; "
            + "the output's name is empty; the learning rate is 11; above 0 up to 10 is allowed; the weight decay is -1; 0 to 1 is allowed; "
            + "a momentum has no meaning with Adam; the clip norm is 0; a finite number above 0 is allowed; "
            + "there are -1 steps of warm-up; 0 to 1,000,000 are allowed; there are 0 epochs; 1 to 10,000 are allowed; "
            + "a step has 0 rows; 1 to 1,048,576 are allowed; there are 257 shards; 1 to 256 are allowed; the patience is 0; 1 or more is allowed.",
            message);
    }

    [Fact]
    public void Digest_AnySettingChanged_Differs()
    {
        var recipe = RunCase.Recipe(EvaluationTask.Regression);
        TrainingRecipe[] others =
        [
            recipe with { LabelScale = null }, recipe with { LabelScale = new LabelScale(1, 2) }, recipe with { Epochs = 51 },
            recipe with { BatchRows = 999 }, recipe with { Shards = 2 }, recipe with { Seed = 2 }, recipe with { Patience = 1 },
            recipe with { Frozen = ["a", "b"] }, recipe with { Frozen = ["ab"] }, recipe with { Output = "score" },
            recipe with { ClassWeights = [1, 2] }, recipe with { Classes = 2 }, recipe with { Task = EvaluationTask.BinaryClassification },
            recipe with { Optimizer = recipe.Optimizer with { Kind = OptimizerKind.Adam } },
            recipe with { Optimizer = recipe.Optimizer with { LearningRate = 0.2 } },
            recipe with { Optimizer = recipe.Optimizer with { WeightDecay = 0.1 } },
            recipe with { Optimizer = recipe.Optimizer with { Momentum = 0.1 } },
            recipe with { Optimizer = recipe.Optimizer with { ClipNorm = 1 } },
            recipe with { Optimizer = recipe.Optimizer with { Schedule = LearningRateSchedule.Cosine } },
            recipe with { Optimizer = recipe.Optimizer with { WarmUpSteps = 1 } },
        ];

        var digests = others.Prepend(recipe).Select(one => Convert.ToHexString(one.Digest())).ToList();

        Assert.Equal(digests.Count, digests.Distinct().Count());
        Assert.Equal(digests[0], Convert.ToHexString((recipe with { }).Digest()));
    }
}
