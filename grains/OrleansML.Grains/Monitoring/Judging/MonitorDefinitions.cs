using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;
using OrleansML.Models;

namespace OrleansML.Grains.Monitoring;

/// <summary>The definition of one model, read once.</summary>
/// <param name="model">Name of the model.</param>
internal sealed class MonitorDefinitions(string model)
{
    private const int MaximumDefinition = 1 << 20;

    private (string Text, MonitorDefinition Definition)? _read;

    /// <summary>What holds where nothing is applied; what the manifest of the champion says, once that is known.</summary>
    public MonitorDefinition Usual { get; private set; } = MonitorDefinition.DefaultOf(model);

    /// <summary>Takes what the manifest of the champion says.</summary>
    public void Know(ModelDescription? champion) => Usual = ModelMonitorDefaults.MonitorDefaultsOf(model, champion);

    /// <summary>The definition in use.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: it is not valid for this build.</exception>
    public MonitorDefinition Of(MonitorRecord record)
    {
        if (record.Definition is not { } text)
            return Usual;
        if (_read is { } known && known.Text == text)
            return known.Definition;

        try
        {
            var definition = MonitorDefinitionReader.Read(text);
            _read = (text, definition);
            return definition;
        }
        catch (InvalidDefinitionException exception)
        {
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"Revision {record.Revision} of the definition is not valid for this build; apply one that is. {exception.Message}");
        }
    }

    /// <summary>Reads a definition that somebody sent.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.TooLarge"/>; <see cref="ErrorCode.InvalidRequest"/> with every rule that it breaks.</exception>
    public static MonitorDefinition Read(string model, string text)
    {
        if (text.Length > MaximumDefinition)
            throw new OrleansMLException(ErrorCode.TooLarge, $"The definition has {text.Length} characters; {MaximumDefinition} are allowed.");
        try
        {
            var definition = MonitorDefinitionReader.Read(text);
            return definition.Model == model
                ? definition
                : throw new OrleansMLException(
                    ErrorCode.InvalidRequest, $"The monitor definition cannot be used: It is of model '{definition.Model}' and cannot be applied to '{model}'.");
        }
        catch (InvalidDefinitionException exception)
        {
            // Callers may lack the type of what was thrown.
            throw new OrleansMLException(ErrorCode.InvalidRequest, exception.Message);
        }
    }
}
