namespace Orleans;

/// <summary>Checks configuration at start; a violation is thrown as an <see cref="OrleansConfigurationException"/>.</summary>
public interface IConfigurationValidator
{
    void ValidateConfiguration();
}
