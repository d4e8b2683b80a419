using OrleansML.Silo;

namespace OrleansML.CliTests.Silo;

public sealed class SiloOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_Succeeds()
    {
        Assert.True(new SiloOptionsValidator().Validate(null, new SiloOptions()).Succeeded);
    }

    [Fact]
    public void Validate_EverythingWrong_ReportsEachOptionWithValueAndRange()
    {
        var options = new SiloOptions
        {
            Name = " ",
            Pool = "a b",
            Address = "localhost",
            SiloPort = 0,
            GatewayPort = 65536,
            PrimarySilo = "127.0.0.1",
            ClusterId = "",
            ServiceId = " ",
            DataDirectory = "",
        };
        options.Labels["pool"] = "gpu";

        var result = new SiloOptionsValidator().Validate(null, options);

        Assert.Equal(
            [
                "OrleansML:Silo:Name is ' '; it must not be blank.",
                "OrleansML:Silo:Pool is 'a b'; it must be 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.",
                "OrleansML:Silo:Labels:pool is 'gpu'; a label must have a name other than 'pool', which OrleansML:Silo:Pool sets.",
                "OrleansML:Silo:Address is 'localhost'; it must be an IP address, such as 127.0.0.1.",
                "OrleansML:Silo:SiloPort is '0'; it must lie between 1 and 65535.",
                "OrleansML:Silo:GatewayPort is '65536'; it must lie between 1 and 65535.",
                "OrleansML:Silo:PrimarySilo is '127.0.0.1'; it must be an address and port, such as 127.0.0.1:11111.",
                "OrleansML:Silo:ClusterId is ''; it must not be blank.",
                "OrleansML:Silo:ServiceId is ' '; it must not be blank.",
                "OrleansML:Silo:DataDirectory is ''; it must name a directory.",
            ],
            result.Failures);
    }

    [Fact]
    public void Validate_SamePortTwice_NamesBothOptions()
    {
        var result = new SiloOptionsValidator().Validate(null, new SiloOptions { SiloPort = 30000 });

        Assert.Equal(["OrleansML:Silo:GatewayPort is '30000'; it must differ from OrleansML:Silo:SiloPort."], result.Failures);
    }
}
