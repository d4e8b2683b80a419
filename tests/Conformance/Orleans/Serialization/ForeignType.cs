namespace OrleansML.Conformance.Serialization;

/// <summary>A type of somebody else's that says nothing about how to encode it.</summary>
public sealed class Temperature(double kelvin)
{
    public double Kelvin => kelvin;
}

/// <summary>What is sent instead of a <see cref="Temperature"/>.</summary>
[GenerateSerializer]
public struct TemperatureSurrogate
{
    [Id(0)]
    public double Kelvin;
}

[RegisterConverter]
public sealed class TemperatureConverter : IConverter<Temperature, TemperatureSurrogate>
{
    public Temperature ConvertFromSurrogate(in TemperatureSurrogate surrogate) => new(surrogate.Kelvin);

    public TemperatureSurrogate ConvertToSurrogate(in Temperature value) => new() { Kelvin = value.Kelvin };
}

/// <summary>A type that nobody can encode.</summary>
public sealed class Unencodable
{
    public string Secret { get; set; } = "";
}
