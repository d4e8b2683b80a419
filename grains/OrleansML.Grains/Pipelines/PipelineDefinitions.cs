using OrleansML.Learning.Definitions;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>Definitions of one pipeline, each read once.</summary>
internal sealed class PipelineDefinitions
{
    private const int MaximumDefinition = 1 << 20;
    private const int MostRead = 4;

    private readonly Dictionary<int, (string Text, PipelineDefinition Definition)> _read = [];

    /// <summary>The definition in use.</summary>
    public PipelineDefinition Current(PipelineRecord record) => Of(record.Revision, record.Definition);

    /// <summary>The definition in use; null where there is none, or it is not valid for this build.</summary>
    public PipelineDefinition? FindCurrent(PipelineRecord record)
    {
        try
        {
            return record.Exists ? Current(record) : null;
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.InvalidRequest)
        {
            return null;
        }
    }

    /// <summary>The definition that a run goes by.</summary>
    public PipelineDefinition Of(PipelineRecord record, TrackedRun run) => Of(run.Revision, record.Definitions[run.Revision]);

    /// <summary>Reads a definition that somebody sent.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.TooLarge"/>; <see cref="ErrorCode.InvalidRequest"/> with every rule that it breaks.</exception>
    public static PipelineDefinition Read(string pipeline, string text)
    {
        if (text.Length > MaximumDefinition)
            throw new OrleansMLException(ErrorCode.TooLarge, $"The definition has {text.Length} characters; {MaximumDefinition} are allowed.");
        try
        {
            var definition = PipelineDefinitionReader.Read(text);
            return definition.Name == pipeline ? definition : throw new OrleansMLException(
                ErrorCode.InvalidRequest, $"The definition is of '{definition.Name}'; it cannot be applied as '{pipeline}'.");
        }
        catch (InvalidDefinitionException exception)
        {
            // Callers may lack the type of what was thrown.
            throw new OrleansMLException(ErrorCode.InvalidRequest, exception.Message);
        }
    }

    // A revision that could not be stored may come again with another text.
    private PipelineDefinition Of(int revision, string text)
    {
        if (_read.TryGetValue(revision, out var known) && known.Text == text)
            return known.Definition;

        // A run or two go by earlier ones; what they were is read again if it must be.
        if (_read.Count >= MostRead)
            _read.Clear();
        try
        {
            var definition = PipelineDefinitionReader.Read(text);
            _read[revision] = (text, definition);
            return definition;
        }
        catch (InvalidDefinitionException exception)
        {
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"Revision {revision} of the definition is not valid for this build; apply one that is. {exception.Message}");
        }
    }
}
