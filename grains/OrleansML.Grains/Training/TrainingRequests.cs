using OrleansML.Learning.Definitions;
using OrleansML.Learning.Training;
using OrleansML.Models;
using OrleansML.Training;

namespace OrleansML.Grains.Training;

/// <summary>Reads what callers ask for, and refuses what cannot be.</summary>
internal static class TrainingRequests
{
    private const int MaximumDefinition = 1 << 20;
    private const int MaximumActor = 200;

    /// <summary>The definition of a run that is asked for.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.TooLarge"/>, <see cref="ErrorCode.InvalidRequest"/>: names every rule that it breaks.</exception>
    public static TrainingDefinition Read(StartTrainingRequest request)
    {
        if (request.Definition.Length > MaximumDefinition)
            throw new OrleansMLException(ErrorCode.TooLarge, $"The definition has {request.Definition.Length} characters; {MaximumDefinition} are allowed.");
        if (request.Actor.Length > MaximumActor)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"The actor has {request.Actor.Length} characters; {MaximumActor} are allowed.");
        try
        {
            var definition = TrainingDefinitionReader.Read(request.Definition);
            ModelName.Require(definition.Model);
            ModelName.Require(definition.Plan.Pool, "pool");
            return definition;
        }
        catch (InvalidDefinitionException exception)
        {
            // Callers may lack the type of what was thrown.
            throw new OrleansMLException(ErrorCode.InvalidRequest, exception.Message);
        }
    }
}
